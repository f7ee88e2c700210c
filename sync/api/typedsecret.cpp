#include "sync/api/typedsecret.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

namespace Sync {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Sync::TypedSecret)
};

Failure unusable(const QString &what, const QString &remedy)
{
    return {FailureKind::BadInput, what, Words::tr("Nothing was saved."), remedy};
}

Failure nothingTyped(SecretKind kind)
{
    switch (kind) {
    case SecretKind::AccessToken:
        return unusable(Words::tr("There is no access token."), Words::tr("Paste the token that begins with shpat_."));
    case SecretKind::ClientSecret:
        return unusable(Words::tr("There is no client secret."),
            Words::tr("Copy it from the app's settings in the Dev Dashboard."));
    case SecretKind::DatabasePassword:
        break;
    }
    return unusable(Words::tr("There is no password."), Words::tr("Type the password of the database's user."));
}

/// White space, invisible characters and quotation marks around it come along when copying.
QString cleaned(const QString &typed)
{
    QString text;
    for (const QChar character : typed)
        if (!character.isSpace() && character.category() != QChar::Other_Format
            && character.category() != QChar::Other_Control)
            text += character;
    static const QRegularExpression quoted(u"^(['\"])(.*)\\1$"_s);
    const auto match = quoted.match(text);
    return match.hasMatch() ? match.captured(2) : text;
}

bool isOnlyDots(const QString &text)
{
    return std::ranges::all_of(text, [](QChar character) { return QStringView(u"•●∙·*").contains(character); });
}

bool looksLikeBareKey(const QString &text)
{
    static const QRegularExpression hex(u"^[0-9a-f]{32}$"_s);
    return hex.match(text).hasMatch();
}

bool isAccessToken(const QString &text)
{
    static const QRegularExpression token(u"^shp(at|ca|pa|ua)_"_s);
    return token.match(text).hasMatch();
}

Result<TypedSecret> readAccessToken(const QString &text)
{
    if (text.startsWith("shpss_"_L1))
        return unusable(Words::tr("This looks like a client secret, not an access token."),
            Words::tr("Paste it under “Client secret”."));
    TypedSecret read{Secret(text)};
    if (looksLikeBareKey(text))
        read.hint
            = Words::tr("This looks like an API key or a storefront token; an Admin access token begins with shpat_.");
    else if (!isAccessToken(text))
        read.hint = Words::tr("Admin access tokens usually begin with shpat_.");
    return read;
}

Result<TypedSecret> readClientSecret(const QString &text)
{
    if (isAccessToken(text))
        return unusable(Words::tr("This looks like an access token, not a client secret."),
            Words::tr("Paste it under “Access token”."));
    TypedSecret read{Secret(text)};
    if (!text.startsWith("shpss_"_L1))
        read.hint = Words::tr("Client secrets usually begin with shpss_.");
    return read;
}

} // namespace

Result<TypedSecret> readSecret(SecretKind kind, const QString &typed)
{
    if (kind == SecretKind::DatabasePassword)
        return typed.isEmpty() ? Result<TypedSecret>(nothingTyped(kind)) : TypedSecret{Secret(typed)};
    const QString text = cleaned(typed);
    if (text.isEmpty())
        return nothingTyped(kind);
    if (isOnlyDots(text))
        return unusable(Words::tr("These are dots that stand for a hidden value."),
            Words::tr("Reveal it where you copy it from, then copy it again."));
    static const QRegularExpression other(u"[^\\x21-\\x7e]"_s);
    if (other.match(text).hasMatch())
        return unusable(
            Words::tr("This holds characters that no token has."), Words::tr("Copy it again from Shopify."));
    return kind == SecretKind::AccessToken ? readAccessToken(text) : readClientSecret(text);
}

} // namespace Sync
