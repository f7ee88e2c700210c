#pragma once

#include <QComboBox>
#include <QSignalBlocker>

#include <optional>

namespace Ui {

/// A combo box that narrows something down: first its entry for "all", then one per value.
template <typename Enum, typename Values>
void fillChoices(QComboBox &box, const QString &all, const Values &values, QString (*word)(Enum))
{
    box.setSizeAdjustPolicy(QComboBox::AdjustToContents);
    box.addItem(all);
    for (const Enum value : values)
        box.addItem(word(value), int(value));
}

/// The value chosen, nothing for "all".
template <typename Enum>
std::optional<Enum> chosen(const QComboBox &box)
{
    return box.currentIndex() <= 0 ? std::nullopt : std::optional(Enum(box.currentData().toInt()));
}

/// Shows a value without announcing it.
template <typename Enum>
void choose(QComboBox &box, std::optional<Enum> value)
{
    const QSignalBlocker quiet(box);
    box.setCurrentIndex(value ? box.findData(int(*value)) : 0);
}

} // namespace Ui
