//! The envelope around packed data: what kind of content, which version, and whether it is whole.
//!
//! ```text
//! byte 0..4   b"PATL"
//! byte 4      kind of content ([`Kind`])
//! byte 5      format version of that kind
//! byte 6..14  FNV-1a 64 of the payload, little endian
//! byte 14..   payload, postcard
//! ```
//!
//! Damage is always a typed [`PackError`], never a wrong value: the checksum is verified before
//! anything is decoded.

use serde::{Serialize, de::DeserializeOwned};

const MAGIC: [u8; 4] = *b"PATL";
const HEADER: usize = 14;

/// What a packed file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Kind {
    /// Indicators, places, vintages, breaks, sources: everything about the numbers.
    Catalog = 4,
    /// All statistical series.
    Numbers = 1,
    /// The five documents: observations, claims, models, policy outlines, events.
    Documents = 2,
    /// Display geometry of one map.
    Map = 3,
}

impl Kind {
    /// Format version written and accepted for this kind; raised with every incompatible change.
    const fn version(self) -> u8 {
        match self {
            Self::Documents | Self::Map => 1,
            Self::Catalog | Self::Numbers => 2,
        }
    }
}

/// Why packed bytes could not be opened.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PackError {
    /// Shorter than the header.
    #[error("packed data end after {length} bytes, before the header is complete")]
    Truncated {
        /// Bytes that are there.
        length: usize,
    },
    /// The first four bytes are not those of a packed file.
    #[error("these bytes are not packed atlas data")]
    NotPacked,
    /// Another kind of content than the one asked for.
    #[error("packed data hold content of kind {found}, expected kind {expected}")]
    WrongKind {
        /// Kind asked for.
        expected: u8,
        /// Kind found in the header.
        found: u8,
    },
    /// Written by another version of the program.
    #[error("packed data have format version {found}, this program reads version {expected}")]
    WrongVersion {
        /// Version this program reads.
        expected: u8,
        /// Version found in the header.
        found: u8,
    },
    /// The payload is not the one that was written.
    #[error("packed data are damaged: the checksum does not match")]
    Damaged,
    /// The payload is whole but does not decode or breaks a rule of the model.
    #[error("packed data do not decode: {0}")]
    Malformed(&'static str),
}

/// FNV-1a of 64 bits (Fowler, Noll, Vo 1991): tells damage and names things; no protection against intent.
pub(crate) fn fnv1a64(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// Packs `content` with its header.
///
/// # Errors
/// [`PackError::Malformed`] when the content cannot be serialised.
pub fn seal<T: Serialize>(kind: Kind, content: &T) -> Result<Vec<u8>, PackError> {
    let payload = postcard::to_allocvec(content)
        .map_err(|_| PackError::Malformed("the content cannot be serialised"))?;
    let mut bytes = Vec::with_capacity(HEADER + payload.len());
    bytes.extend_from_slice(&MAGIC);
    bytes.push(kind as u8);
    bytes.push(kind.version());
    bytes.extend_from_slice(&fnv1a64(&payload).to_le_bytes());
    bytes.extend_from_slice(&payload);
    Ok(bytes)
}

/// Opens what [`seal`] wrote.
///
/// # Errors
/// Every way in which the bytes are not what was written, see [`PackError`].
pub fn open<T: DeserializeOwned>(kind: Kind, bytes: &[u8]) -> Result<T, PackError> {
    let Some((header, payload)) = bytes.split_at_checked(HEADER) else {
        return Err(PackError::Truncated { length: bytes.len() });
    };
    if header[0..4] != MAGIC {
        return Err(PackError::NotPacked);
    }
    if header[4] != kind as u8 {
        return Err(PackError::WrongKind { expected: kind as u8, found: header[4] });
    }
    if header[5] != kind.version() {
        return Err(PackError::WrongVersion { expected: kind.version(), found: header[5] });
    }
    if header[6..HEADER] != fnv1a64(payload).to_le_bytes() {
        return Err(PackError::Damaged);
    }
    match postcard::take_from_bytes(payload) {
        Ok((content, [])) => Ok(content),
        Ok(_) => Err(PackError::Malformed("bytes are left over")),
        Err(_) => Err(PackError::Malformed("the payload does not fit the model")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    type Content = Vec<(u16, i64)>;

    fn sealed(content: &Content) -> Vec<u8> {
        seal(Kind::Numbers, content).unwrap()
    }

    proptest! {
        #[test]
        fn what_was_sealed_opens_to_the_same_content(content: Content) {
            prop_assert_eq!(open::<Content>(Kind::Numbers, &sealed(&content)), Ok(content));
        }

        #[test]
        fn truncated_bytes_are_an_error(content: Content, cut in 1usize..40) {
            let bytes = sealed(&content);
            let kept = bytes.len().saturating_sub(cut);
            prop_assert!(open::<Content>(Kind::Numbers, &bytes[..kept]).is_err());
        }

        #[test]
        fn a_flipped_bit_is_an_error(content: Content, at: prop::sample::Index, bit in 0u8..8) {
            let mut bytes = sealed(&content);
            let at = at.index(bytes.len());
            bytes[at] ^= 1 << bit;
            prop_assert!(open::<Content>(Kind::Numbers, &bytes).is_err());
        }

        #[test]
        fn arbitrary_bytes_never_panic(bytes: Vec<u8>) {
            prop_assert!(open::<Content>(Kind::Numbers, &bytes).is_err());
        }
    }

    #[test]
    fn another_kind_and_another_version_are_named() {
        let bytes = sealed(&vec![(1, 2)]);
        assert_eq!(
            open::<Content>(Kind::Map, &bytes),
            Err(PackError::WrongKind { expected: 3, found: 1 })
        );
        let mut newer = bytes;
        newer[5] = 9;
        assert_eq!(
            open::<Content>(Kind::Numbers, &newer),
            Err(PackError::WrongVersion { expected: 2, found: 9 })
        );
    }
}
