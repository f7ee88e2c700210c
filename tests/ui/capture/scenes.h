#pragma once

namespace Capture {

class Album;

/// Every page in every state, then every dialog.
void everything(Album &album);

} // namespace Capture
