//! The reading room without a terminal: screens, journeys, laws. One file for each concern.

#![cfg(test)]

mod beside;
mod by_mouse_and_keys;
mod columns;
mod commands;
mod comparing;
mod exchange;
mod facts;
mod field;
mod habits;
mod journeys;
mod keeping;
mod keys;
mod linear;
mod links;
mod matrix;
mod pointing;
mod properties;
mod quotes;
mod reading;
mod reloading;
mod screens;
mod search;
mod search_evidence;
mod selecting;
mod side_by_side;
mod support;
mod themes;
mod typed_ahead;
