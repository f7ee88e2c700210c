#pragma once

#include "sync/api/interruptions.h"

#include <QString>

namespace Models {

/// What was interrupted, how far it was, and what is known of it: a few sentences.
QString interruptionText(const Sync::Interruption &interruption);
/// The same in one sentence, for a notice.
QString interruptionNotice(const Sync::Interruption &interruption);

// What each of the three ways on would do, in a sentence; why not, where it cannot be gone.
QString resumeMeaning(const Sync::Interruption &interruption);
QString rollBackMeaning(const Sync::Interruption &interruption);
QString leaveMeaning(const Sync::Interruption &interruption);

} // namespace Models
