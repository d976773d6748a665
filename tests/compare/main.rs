//! Comparing: what the terms of a theme mark, what they must not, and that every number is a list.

#![cfg(test)]

mod decisions;
mod headlines;
mod near;
mod numbers;
mod parallels;
mod reports;
mod support;
mod terms;
mod theme_files;
