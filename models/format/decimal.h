#pragma once

#include <QString>

#include <compare>
#include <optional>

namespace Models {

/// An exact decimal of at most 12 digits before and 6 after the point, for differences of money. Never a double.
class Decimal final
{
public:
    /// Plain decimal text such as "-12.50". Nothing for anything else, exponents included.
    static std::optional<Decimal> parse(QStringView text);

    Decimal operator-(Decimal other) const { return Decimal(m_millionths - other.m_millionths); }
    auto operator<=>(const Decimal &) const = default;
    bool isZero() const { return m_millionths == 0; }
    Decimal absolute() const { return Decimal(m_millionths < 0 ? -m_millionths : m_millionths); }

    /// Plain text with at least two digits after the point.
    QString text() const;
    /// The change in tenths of a percent, rounded; nothing when `from` is zero.
    static std::optional<qint64> changeInPermille(Decimal from, Decimal to);

private:
    explicit Decimal(qint64 millionths)
        : m_millionths(millionths)
    { }

    qint64 m_millionths = 0;
};

} // namespace Models
