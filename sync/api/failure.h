#pragma once

#include <QString>

#include <chrono>
#include <optional>

namespace Sync {

/// What kind of thing went wrong; decides retry, exit code and which page to open.
enum class FailureKind {
    Stopped, ///< Somebody asked to stop; not an error.
    BadInput, ///< A value, a command or a setting cannot be used.
    Refused, ///< A rule of ours said no: maintenance, safe level, nothing approved.
    BreakerHeld, ///< The circuit breaker holds a push until a person has looked; PushRequest::overrideBreaker goes on.
    Busy, ///< Another run or another desk holds the shop.
    Stale, ///< What was decided on has changed since.
    NotFound,
    ShopUnreachable, ///< No answer: DNS, network, timeout, 5xx. A mutation's outcome may be unknown.
    ShopTls, ///< The certificate cannot be trusted.
    ShopUnauthorised, ///< 401: the token is wrong or revoked.
    ShopForbidden, ///< 403 or ACCESS_DENIED: a scope is missing.
    ShopUnavailable, ///< 402, 423: frozen or locked. 404: no such shop.
    ShopVersion, ///< The API version asked for is not served.
    ShopThrottled, ///< THROTTLED, 429, 430: nothing was executed.
    ShopAnswer, ///< Shopify answered something we cannot read or that breaks its own schema.
    ShopRefused, ///< userErrors: this item was refused.
    DatabaseUnreachable,
    DatabaseTls, ///< The server could not prove who it is.
    DatabaseRefused, ///< Wrong password, missing right, no such database.
    DatabaseReadOnly,
    DatabaseForeign, ///< Not our schema, or a newer one.
    DatabaseFull, ///< Disk full (53100) or server in recovery for want of space.
    DatabaseConflict, ///< Lock timeout, deadlock, serialization: retried already.
    DatabaseError, ///< Any other SQLSTATE.
    DataCorrupt, ///< A downloaded file is cut, damaged or not what was asked for.
    LocalDisk, ///< A local file cannot be read or written.
    KeychainUnavailable,
    Internal, ///< A defect of ours.
};

/// Why something did not happen, in words for staff and detail for the log.
///
/// `what` is what happened, `meaning` what it means for the shop, `remedy` what to do; each one or two full
/// sentences without codes. `detail` is technical, goes to the log only and never holds a secret.
struct Failure
{
    FailureKind kind = FailureKind::Internal;
    QString what;
    QString meaning = {};
    QString remedy = {};
    QString detail = {};
    QString requestId = {}; ///< Shopify's X-Request-Id where there is one.
    /// The write may have taken effect although no answer says so: read back, never send again blindly.
    bool mayHaveHappened = false;
    /// Certainly nothing has happened, and the same may be sent after so long, once what it follows from has been
    /// looked at again.
    std::optional<std::chrono::milliseconds> sendAgainAfter = {};

    bool operator==(const Failure &) const = default;

    /// The three sentences in one paragraph, for a message box, a status line or standard error.
    QString text() const;
    /// True when trying the same thing again later may succeed without anybody changing anything.
    bool isTransient() const;
};

/// The end of something that was asked to stop.
Failure stopped();

/// The failure kind's name as written to logs and JSON, for example "shop-throttled".
QString failureKindName(FailureKind kind);

/// The command line's exit code for a failure: 2 usage, 3 refused, 4 unreachable, 5 internal.
int exitCode(FailureKind kind);

} // namespace Sync
