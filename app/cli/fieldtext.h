#pragma once

#include "sync/api/media.h"

#include <QString>

#include <optional>

namespace App {

/// A field as a table of the command line names it: its path, and in brackets what the location of stock or the medium
/// that it is about is called.
QString fieldPathText(const QString &field, const QString &place, const Sync::MediaNames &media);
/// A value as such a table shows it: canonical text, but media by their names; a dash for none.
QString fieldValueText(const QString &field, const std::optional<QString> &value, const Sync::MediaNames &media);

} // namespace App
