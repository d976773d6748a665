//! How the cost of reading grows with the length of a text, for many shapes of text.
//!
//! `cargo bench --bench growth [-- SHAPE…] [BYTES]` reads each shape at n, 2n, 4n and 8n, prints the CPU time
//! of each and the exponent of the growth (1 is linear, 2 the square), and fails above 1.2.

#![expect(
    clippy::print_stdout,
    clippy::expect_used,
    reason = "a benchmark prints numbers about text it made itself and fails aloud"
)]

#[path = "growth/shapes.rs"]
mod shapes;

use std::env;
use std::fs;
use std::path::Path;
use std::process;

use shapes::{SHAPES, Shape};
use variorum::ingest;

/// Growth above this is no longer linear or n log n.
const STEEPEST: f64 = 1.2;
/// Bytes of the smallest text: enough that the ticks of the CPU clock do not decide.
const SMALLEST: usize = 250_000;
/// Each size is read so often; the fastest counts.
const TIMES: usize = 3;

fn main() {
    let (sizes, wanted): (Vec<String>, Vec<String>) = env::args()
        .skip(1)
        .filter(|word| word != "--bench")
        .partition(|word| word.bytes().all(|byte| byte.is_ascii_digit()));
    let smallest = sizes.first().and_then(|size| size.parse().ok()).unwrap_or(SMALLEST);
    let asked =
        |shape: &Shape| wanted.is_empty() || wanted.iter().any(|name| shape.name.contains(name));
    println!(
        "{:30} {:>8} {:>8} {:>8} {:>8}  exponent",
        "milliseconds of CPU at", "n", "2n", "4n", "8n"
    );
    let mut steep = Vec::new();
    for shape in SHAPES.iter().filter(|shape| asked(shape)) {
        let costs = [1, 2, 4, 8].map(|times| {
            let (name, bytes) = shape.written(smallest * times);
            (bytes.len(), cost(&name, &bytes))
        });
        let exponent = exponent(&costs);
        let [a, b, c, d] = costs.map(|(_, seconds)| seconds * 1_000.0);
        println!("{:30} {a:8.1} {b:8.1} {c:8.1} {d:8.1}  {exponent:.2}", shape.name);
        if exponent > STEEPEST {
            steep.push(shape.name);
        }
    }
    if !steep.is_empty() {
        println!("grows faster than length ^ {STEEPEST}: {}", steep.join(", "));
        process::exit(1);
    }
}

/// Seconds of CPU that reading `bytes` takes at best.
fn cost(name: &str, bytes: &[u8]) -> f64 {
    let once = || {
        let start = cpu();
        // A refusal costs time as well.
        let _ = std::hint::black_box(ingest::read(Path::new(name), bytes));
        cpu() - start
    };
    (0..TIMES).map(|_| once()).fold(f64::INFINITY, f64::min)
}

/// Seconds of CPU that this thread and those it started have used, by nanoseconds where the system counts
/// them so finely.
fn cpu() -> f64 {
    let tasks = fs::read_dir("/proc/self/task").expect("a Linux system");
    let used = tasks.filter_map(|task| {
        let stat = fs::read_to_string(task.ok()?.path().join("schedstat")).ok()?;
        stat.split(' ').next()?.parse::<f64>().ok()
    });
    used.sum::<f64>() / 1e9
}

/// The slope of cost over length, both as logarithms, from the second to the last size.
fn exponent(costs: &[(usize, f64)]) -> f64 {
    let points: Vec<(f64, f64)> = costs
        .iter()
        .skip(1)
        .map(|(length, cost)| {
            (f64::from(u32::try_from(*length).unwrap_or(u32::MAX)).ln(), cost.max(1e-5).ln())
        })
        .collect();
    let count = f64::from(u32::try_from(points.len()).unwrap_or(1));
    let (x, y) = points.iter().fold((0.0, 0.0), |(x, y), point| (x + point.0, y + point.1));
    let (x, y) = (x / count, y / count);
    let over: f64 = points.iter().map(|point| (point.0 - x) * (point.1 - y)).sum();
    let under: f64 = points.iter().map(|point| (point.0 - x).powi(2)).sum();
    over / under
}
