#pragma once

#include <QString>

#include <optional>

namespace Ui {

/// How well `text` answers what was typed: nothing when its letters do not occur in order; else the higher the better.
/// Beginnings of words and letters in a row count more. Case does not matter.
std::optional<int> fuzzyScore(const QString &typed, const QString &text);

} // namespace Ui
