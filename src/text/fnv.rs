//! Short numbers that tell byte strings apart (FNV-1a, 64 bits; Fowler, Noll and Vo).

/// The number of no bytes at all.
pub const START: u64 = 0xcbf2_9ce4_8422_2325;

/// The number of what `before` is the number of, with `bytes` behind it. Two different strings have the same
/// about never.
pub fn fnv1a(before: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(before, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_published_function() {
        assert_eq!(fnv1a(START, b"a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(fnv1a(START, b"foobar"), 0x8594_4171_f739_67e8);
        assert_eq!(fnv1a(fnv1a(START, b"foo"), b"bar"), fnv1a(START, b"foobar"));
    }
}
