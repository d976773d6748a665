//! Quotes: never lost, never on the wrong words.

#![cfg(test)]

#[path = "../support/home.rs"]
mod home;
#[path = "../support/packed.rs"]
mod packed;
#[path = "../support/program.rs"]
mod program;

mod anchors;
mod arrivals;
mod articles;
mod cases;
mod elsewhere;
mod exports;
mod faults;
mod guarantees;
mod integrity;
mod kinship;
mod migration;
mod running;
mod styles;
