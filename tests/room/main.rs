//! The reading room without a terminal: screens, journeys, laws. One file for each concern.

mod journeys;
mod properties;
mod quotes;
mod screens;
mod support;
