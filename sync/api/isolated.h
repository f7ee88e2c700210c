#pragma once

#include <QString>

namespace Sync {

/// Text of a shop or a person, made fit for the middle of a sentence: what is written from right to left keeps its own
/// order and does not pull the words around it along. Characters that would steer the direction are left out; text
/// without any of these stays as it is, character for character.
QString isolated(const QString &text);

} // namespace Sync
