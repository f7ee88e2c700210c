#pragma once

#include "sync/api/diagnosis.h"
#include "sync/api/profile.h"
#include "sync/api/result.h"
#include "sync/api/settingkey.h"

#include <QFuture>
#include <QObject>
#include <QStringList>

#include <optional>

namespace Sync {

/// What was understood of an address somebody typed or pasted.
struct ReadAddress
{
    QString address; ///< As it is kept; of a database, without the password.
    QString notice = {}; ///< What was understood otherwise than it was typed, one sentence.
    Secret password = {}; ///< Of a database, when the address held one.
    bool isLocal = false; ///< On this computer.

    bool operator==(const ReadAddress &) const = default;
};

/// Which secrets of a profile are known, without saying them.
struct KnownSecrets
{
    bool accessToken = false;
    bool clientSecret = false;
    bool databasePassword = false;
    /// Why the system's keychain cannot be used, if it cannot; secrets are then kept for this session only.
    std::optional<Failure> keychain = {};

    bool operator==(const KnownSecrets &) const = default;
};

/// A setting with its value in effect. Never holds a secret.
struct SettingValue
{
    SettingKey key = SettingKey::ShopUrl;
    QString text;
    SettingSource source = SettingSource::Default;
    QString place = {}; ///< The option or variable it comes from, or the profile's name.

    bool operator==(const SettingValue &) const = default;
};

/// What a `.env` file holds that Syncdesk can use, ready to be looked at before anything is kept.
struct EnvironmentFile
{
    struct Line
    {
        QString variable;
        QString value; ///< As it will be kept; empty for a secret.
        bool isSecret = false; ///< Goes to the keychain.
    };

    Profile profile;
    ProfileSecrets secrets;
    QList<Line> taken; ///< In the order of the file.
    QStringList notices; ///< What was read otherwise than it was written, or could not be used; sentences.
    QStringList left; ///< Names of variables that Syncdesk has no use for.
};

/// Setting up shops and databases: profiles, their secrets, and trying them before they are used. Functions that
/// return a value at once belong to the thread the object was made on; the others may be called from any, work
/// elsewhere and answer through the future.
class Connections : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// All profiles, the demo first.
    virtual QStringList profiles() const = 0;
    /// The profile opened when none is named; empty while nobody has chosen one.
    virtual QString currentProfile() const = 0;
    /// A profile as it is kept; a fresh one for a name nobody has.
    virtual Profile profile(const QString &name) const = 0;
    /// A name for the profile of a shop that no other shop's profile has.
    virtual QString freeName(const QString &shop) const = 0;
    /// Checks a profile and keeps it whole, or not at all. The first one that is kept becomes the current one.
    virtual Result<Done> keepProfile(const Profile &profile) = 0;
    /// Forgets a profile; its data folder and its shop stay as they are. The demo stays.
    virtual Result<Done> removeProfile(const QString &name) = 0;
    virtual Result<Done> setCurrentProfile(const QString &name) = 0;

    /// Every setting as a profile has it in effect, command line and environment included. An empty name means the
    /// profile of this start.
    virtual QList<SettingValue> settings(const QString &profile) const = 0;
    /// Checks and keeps one setting; an empty text takes it back to its default.
    virtual Result<Done> set(const QString &profile, SettingKey key, const QString &text) = 0;
    /// The options and environment variables that win over what is kept, secrets included, by name.
    virtual QStringList overrides() const = 0;

    virtual Result<ReadAddress> readShopAddress(const QString &typed) const = 0;
    virtual Result<ReadAddress> readDatabaseAddress(const QString &typed) const = 0;
    virtual Result<EnvironmentFile> readEnvironmentFile(const QString &path) const = 0;

    virtual QFuture<Result<KnownSecrets>> lookForSecrets(Profile profile) = 0;
    /// Keeps the secrets that are not empty, each replacing the one there was, and says for how long.
    virtual QFuture<Result<SecretLife>> keepSecrets(Profile profile, ProfileSecrets secrets) = 0;
    /// Forgets the profile's secrets unless another profile uses them.
    virtual QFuture<Result<Done>> forgetSecrets(Profile profile) = 0;

    /// Tries a shop: address, encryption, access, permissions, version, clock. Secrets left empty are taken from where
    /// they are kept. Never fails for what is wrong with the shop: that is in the lines. Changes nothing.
    virtual QFuture<Result<QList<CheckResult>>> testShop(Profile profile, ProfileSecrets secrets) = 0;
    /// Tries a database: address, encryption, login, whose it is, rights. Changes nothing.
    virtual QFuture<Result<QList<CheckResult>>> testDatabase(Profile profile, ProfileSecrets secrets) = 0;
};

} // namespace Sync
