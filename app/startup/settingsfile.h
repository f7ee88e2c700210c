#pragma once

#include <QSettings>

namespace App {

/// The format of the settings file: the text that QSettings makes itself, in the same place. Other than that, it puts
/// the new file in the old one's place only when all of it was written: of the last of its buffer QSettings of Qt 6.4
/// does not notice that it could not be, and a full disk left an empty file where every set-up had been.
QSettings::Format settingsFormat();

} // namespace App
