#include "tests/support/fakelogfeed.h"

using namespace Qt::StringLiterals;

namespace Fakes {

QList<Sync::LogEntry> FakeLogFeed::samples(int count)
{
    const QStringList areas{u"engine"_s, u"shop"_s, u"db"_s};
    const QStringList messages{u"Batch 42 began, full pull."_s, u"1,200 lines read."_s,
        u"Shopify asked to slow down; waiting 4 s."_s, u"The <b>token</b> was refused (401)."_s};
    QList<Sync::LogEntry> entries;
    for (int i = 0; i < count; ++i)
        entries += Sync::LogEntry{1'790'000'000'000 + i * 731, i % 4, areas.at(i % 3), messages.at(i % 4)};
    return entries;
}

} // namespace Fakes
