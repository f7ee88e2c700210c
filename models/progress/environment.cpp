#include "models/progress/environment.h"

#include <QCoreApplication>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Models {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Models::Desk", text);
}

} // namespace

Environment environmentOf(const Sync::DeskState &desk)
{
    const QString domain = desk.shopDomain.toLower();
    static const QRegularExpression local(u"^(https?://)?(127\\.|localhost|\\[::1\\])"_s);
    if (local.match(domain).hasMatch() || desk.safeLevel == Sync::SafeLevel::Demo)
        return Environment::Demo;
    const QStringList parts = domain.section(u'.', 0, 0).split(u'-');
    for (const QString &part : parts)
        if (part == u"test" || part == u"dev" || part == u"staging" || part == u"sandbox")
            return Environment::Test;
    return Environment::Live;
}

QString environmentTag(Environment environment)
{
    switch (environment) {
    case Environment::Demo:
        return tr("DEMO");
    case Environment::Test:
        return tr("TEST");
    case Environment::Live:
        break;
    }
    return tr("LIVE");
}

QString safeLevelMeaning(Sync::SafeLevel level)
{
    switch (level) {
    case Sync::SafeLevel::Demo:
        return tr("Sends without asking. For practice shops only.");
    case Sync::SafeLevel::Careful:
        return tr("Shows what will be sent and asks before it goes.");
    case Sync::SafeLevel::Locked:
        return tr("Asks for the shop's name before anything is sent.");
    case Sync::SafeLevel::ReadOnly:
        break;
    }
    return tr("Nothing is sent to Shopify.");
}

QString countdown(const QDateTime &until, const QDateTime &now)
{
    const qint64 seconds = now.secsTo(until);
    if (seconds <= 0)
        return tr("now");
    return u"%1:%2"_s.arg(seconds / 60).arg(seconds % 60, 2, 10, QLatin1Char('0'));
}

} // namespace Models
