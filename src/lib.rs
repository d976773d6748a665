//! `variorum`: a reading room for articles in the terminal.
//!
//! # Map
//! Each module may use only what stands to its left (`tests/architecture.rs` enforces it):
//!
//! [`text`] < [`collection`] < [`ingest`], [`search`], `compare`, [`quotes`], [`session`] (not one
//! another) < `app` < `ui` < `runtime`; beside them `action` < `keys` < `app`.
//! [`storage`] knows the domain, never `app`; `config` knows `keys` and the palette; `cli`
//! knows the domain, [`storage`], `keys` and `config`, never `app` or `ui`.
//!
//! # Invariants
//! - A position is a byte range in a canonical text ([`text::Span`]); rows and columns are derived.
//! - The domain has no terminal, threads (but for rayon), clock, files or environment.
//! - `app` is a pure state: events in, effects out as data. `ui` draws it and changes nothing.
//! - Text from a file never reaches the terminal as an escape sequence: it is made canonical first.

pub mod action;
pub mod app;
pub mod cli;
pub mod collection;
pub mod compare;
pub mod config;
pub mod index;
pub mod ingest;
pub mod keys;
pub mod quotes;
pub mod runtime;
pub mod search;
pub mod session;
pub mod storage;
pub mod text;
pub mod ui;
