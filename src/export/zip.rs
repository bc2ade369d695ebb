//! ZIP archives, as workbooks and data packages are: entries are stored, not compressed.
//!
//! A table of the atlas is some hundred kilobytes at the most, and never travels: it is made where it
//! is saved. A compressor in the program would weigh more than it saves.
//!
//! Written after PKWARE's APPNOTE 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16.

/// Version 2.0, which every reader knows.
const VERSION: u16 = 20;
/// 1980-01-01, the first day the format can write: no clock is asked.
const DATE: u16 = (1 << 5) | 1;

/// The table of CRC-32 with the reversed polynomial of ISO 3309.
const CRC_TABLE: [u32; 256] = {
    let mut table = [0_u32; 256];
    let mut byte = 0_u32;
    while byte < 256 {
        let mut rest = byte;
        let mut bit = 0;
        while bit < 8 {
            rest = if rest & 1 == 1 { (rest >> 1) ^ 0xedb8_8320 } else { rest >> 1 };
            bit += 1;
        }
        table[byte as usize] = rest;
        byte += 1;
    }
    table
};

fn crc32(bytes: &[u8]) -> u32 {
    let step = |crc: u32, byte: &u8| {
        let [low, ..] = crc.to_le_bytes();
        (crc >> 8) ^ CRC_TABLE[usize::from(low ^ byte)]
    };
    !bytes.iter().fold(u32::MAX, step)
}

/// An archive of entries with ASCII names; none if it were larger than the format can say.
pub(crate) fn archive(entries: &[(&str, String)]) -> Option<Vec<u8>> {
    let mut file = Vec::new();
    let mut directory = Vec::new();
    for (name, text) in entries {
        let offset = u32::try_from(file.len()).ok()?;
        let common = common(name, text.as_bytes())?;
        file.extend(b"PK\x03\x04");
        file.extend(&common);
        file.extend(name.as_bytes());
        file.extend(text.as_bytes());
        directory.extend(b"PK\x01\x02");
        directory.extend(VERSION.to_le_bytes());
        directory.extend(&common);
        // No comment, first disk, no attributes.
        directory.extend([0; 10]);
        directory.extend(offset.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let count = u16::try_from(entries.len()).ok()?.to_le_bytes();
    let offset = u32::try_from(file.len()).ok()?;
    let length = u32::try_from(directory.len()).ok()?;
    file.extend(directory);
    file.extend(b"PK\x05\x06");
    // This disk is the first and only one.
    file.extend([0; 4]);
    file.extend(count);
    file.extend(count);
    file.extend(length.to_le_bytes());
    file.extend(offset.to_le_bytes());
    // No comment.
    file.extend([0; 2]);
    Some(file)
}

/// What stands the same in an entry's own header and in the directory.
fn common(name: &str, bytes: &[u8]) -> Option<Vec<u8>> {
    let size = u32::try_from(bytes.len()).ok()?.to_le_bytes();
    let mut header = Vec::new();
    header.extend(VERSION.to_le_bytes());
    // No flags, stored, at midnight.
    header.extend([0; 6]);
    header.extend(DATE.to_le_bytes());
    header.extend(crc32(bytes).to_le_bytes());
    header.extend(size);
    header.extend(size);
    header.extend(u16::try_from(name.len()).ok()?.to_le_bytes());
    // Nothing extra.
    header.extend([0; 2]);
    Some(header)
}

/// The entries of an archive as [`archive`] writes it, read by its directory.
#[cfg(test)]
pub(crate) fn entries(file: &[u8]) -> Vec<(String, String)> {
    let short = |at: usize| usize::from(u16::from_le_bytes(file[at..at + 2].try_into().unwrap()));
    let long = |at: usize| {
        usize::try_from(u32::from_le_bytes(file[at..at + 4].try_into().unwrap())).unwrap()
    };
    let text =
        |at: usize, length: usize| String::from_utf8(file[at..at + length].to_vec()).unwrap();
    let end = file.len() - 22;
    assert_eq!(file[end..end + 4], *b"PK\x05\x06");
    let mut at = long(end + 16);
    let mut found = Vec::new();
    for _ in 0..short(end + 10) {
        assert_eq!(file[at..at + 4], *b"PK\x01\x02");
        let (crc, size, length, offset) =
            (long(at + 16), long(at + 24), short(at + 28), long(at + 42));
        assert_eq!(file[offset..offset + 4], *b"PK\x03\x04");
        assert_eq!(file[offset + 4..offset + 30], file[at + 6..at + 32], "the two headers");
        let name = text(at + 46, length);
        let content = text(offset + 30 + length, size);
        assert_eq!(usize::try_from(crc32(content.as_bytes())).unwrap(), crc);
        found.push((name, content));
        at += 46 + length;
    }
    assert_eq!(at, end);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_that_of_the_standard() {
        // The check value of CRC-32/ISO-HDLC in the catalogue of parametrised CRC algorithms.
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
        assert_eq!(crc32(b""), 0);
    }

    #[test]
    fn entries_come_back() {
        let written = [("a.xml", "<a/>".to_owned()), ("b/c.xml", "省😀".repeat(9))];
        let read = entries(&archive(&written).unwrap());
        assert_eq!(read, written.map(|(name, text)| (name.to_owned(), text)));
        assert_eq!(entries(&archive(&[]).unwrap()), []);
    }
}
