use super::*;

#[test]
fn placeholder() {
    assert!(measure(&Input::of(vec![])).is_err());
}
