//! Reading articles of every format, with texts and pages written for the purpose.

#![cfg(test)]

mod archives;
mod articles;
mod damage;
mod documents;
mod laws;
mod library;
mod lines;
mod loading;
mod noted;
#[path = "../support/packed.rs"]
mod packed;
mod pages;
mod saved;
mod scraped;
mod sidecars;
mod tails;
mod words;
