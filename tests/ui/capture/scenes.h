#pragma once

#include <QStringList>

namespace Capture {

class Album;

/// The names of everything there is to look at: the pages of each state, then what takes some steps to come to.
QStringList allScenes();
/// Photographs the scenes of these names.
void photograph(Album &album, const QStringList &scenes);

} // namespace Capture
