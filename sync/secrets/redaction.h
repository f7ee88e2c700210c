#pragma once

#include <QString>

namespace Sync {

class Secret;

/// Has a secret taken out of everything redact() is given from now on. Short ones (fewer than 6 characters) are left
/// alone: they would blacken ordinary text. Thread-safe.
void registerSecret(const Secret &secret);

/// Text without secrets, for logs, reports and bundles: registered ones, Shopify's tokens and app secrets wherever
/// they stand, passwords in addresses, and the values of fields known to hold secrets. Thread-safe.
QString redact(QString text);

} // namespace Sync
