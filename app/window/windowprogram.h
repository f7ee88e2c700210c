#pragma once

#include "app/cli/commandline.h"

class QSettings;

namespace App {

/// The program with a window, from the first set-up opened to the last: Welcome on the very first start, then one
/// Application after the other, each made anew with everything it works on, as long as somebody opens another set-up.
/// Secrets that no keychain keeps live as long as this call. `settings` outlives it. Gives the exit code.
int runWindowProgram(CommandLine line, QSettings &settings);

} // namespace App
