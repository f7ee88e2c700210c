#pragma once

#include <QList>
#include <QString>

namespace Models {

/// Which of two versions a run of text belongs to.
enum class DiffKind { Same, Removed, Added };

/// A run of text that two versions share, or that only one of them has.
struct DiffPart
{
    DiffKind kind = DiffKind::Same;
    QString text;

    bool operator==(const DiffPart &) const = default;
};

/// The difference word by word. Joining Same and Removed gives `before` exactly, Same and Added gives `after`. Very
/// long texts are compared at their ends only, so that the time stays below a frame.
QList<DiffPart> wordDiff(const QString &before, const QString &after);

} // namespace Models
