//! Places and sizes on paper, in integers, so that layout is the same on all PCs.

use std::iter::Sum;
use std::ops::{Add, AddAssign, Mul, Neg, Sub};

/// A length in thousandths of a point (1 pt = 1/72 inch).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Length(i64);

/// A length in thousandths of an em, relative to the type size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Em(pub i32);

/// A point on a page: the distances from its left and its upper edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Point {
    pub x: Length,
    pub y: Length,
}

/// Width and height.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Size {
    pub width: Length,
    pub height: Length,
}

/// A rectangle by its upper left corner and its size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rect {
    pub origin: Point,
    pub size: Size,
}

impl Length {
    pub const ZERO: Self = Self(0);

    /// From thousandths of a point.
    pub const fn thousandths(value: i64) -> Self {
        Self(value)
    }

    /// From whole points.
    pub const fn points(value: i32) -> Self {
        Self(value as i64 * 1000)
    }

    /// From whole millimetres, to the nearest thousandth of a point.
    pub const fn millimetres(value: i32) -> Self {
        Self((value as i64 * 7_200_000 + 1270).div_euclid(2540))
    }

    /// In thousandths of a point.
    pub const fn in_thousandths(self) -> i64 {
        self.0
    }

    /// The length of `em` at this type size, to the nearest thousandth of a point.
    pub const fn times(self, em: Em) -> Self {
        Self((self.0 * em.0 as i64 + 500).div_euclid(1000))
    }

    /// How many ems of this type size fit into `room`, rounded down; zero where there is no room or no
    /// size.
    pub fn ems_in(self, room: Self) -> Em {
        if self.0 <= 0 || room.0 <= 0 {
            return Em(0);
        }
        Em(i32::try_from(room.0 * 1000 / self.0).unwrap_or(i32::MAX))
    }

    /// Half of it, rounded down.
    pub const fn half(self) -> Self {
        Self(self.0.div_euclid(2))
    }
}

impl Em {
    pub const ZERO: Self = Self(0);
    pub const EIGHTH: Self = Self(125);
    pub const QUARTER: Self = Self(250);
    pub const HALF: Self = Self(500);
    pub const ONE: Self = Self(1000);

    /// Whole ems.
    pub const fn whole(value: i32) -> Self {
        Self(value * 1000)
    }
}

impl Rect {
    pub fn left(&self) -> Length {
        self.origin.x
    }

    pub fn top(&self) -> Length {
        self.origin.y
    }

    pub fn right(&self) -> Length {
        self.origin.x + self.size.width
    }

    pub fn bottom(&self) -> Length {
        self.origin.y + self.size.height
    }
}

macro_rules! adds {
    ($($name:ident: $of:ty),+) => {$(
        impl Add for $name {
            type Output = Self;
            fn add(self, other: Self) -> Self { Self(self.0 + other.0) }
        }

        impl AddAssign for $name {
            fn add_assign(&mut self, other: Self) { self.0 += other.0; }
        }

        impl Sub for $name {
            type Output = Self;
            fn sub(self, other: Self) -> Self { Self(self.0 - other.0) }
        }

        impl Neg for $name {
            type Output = Self;
            fn neg(self) -> Self { Self(-self.0) }
        }

        impl Mul<$of> for $name {
            type Output = Self;
            fn mul(self, factor: $of) -> Self { Self(self.0 * factor) }
        }

        impl Sum for $name {
            fn sum<I: Iterator<Item = Self>>(items: I) -> Self { items.fold(Self(0), Add::add) }
        }
    )+};
}

adds!(Length: i64, Em: i32);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn millimetres_are_rounded_to_the_nearest() {
        // ISO 216 A4, as ISO 32000 viewers know it: 841.890 × 595.276 pt.
        assert_eq!(Length::millimetres(297).in_thousandths(), 841_890);
        assert_eq!(Length::millimetres(210).in_thousandths(), 595_276);
    }

    #[test]
    fn ems_and_lengths_agree() {
        let size = Length::points(9);
        assert_eq!(size.times(Em::whole(40)), Length::points(360));
        assert_eq!(size.times(Em(-500)).in_thousandths(), -4500);
        assert_eq!(size.ems_in(Length::points(360)), Em::whole(40));
        assert_eq!(size.ems_in(Length::thousandths(359_999)), Em(39_999));
        assert_eq!(Length::ZERO.ems_in(Length::points(1)), Em(0));
    }
}
