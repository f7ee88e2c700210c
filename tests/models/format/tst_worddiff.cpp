#include "models/format/worddiff.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTest>

using namespace Models;
using namespace Qt::StringLiterals;

namespace {

QString side(const QList<DiffPart> &parts, DiffKind kind)
{
    QString text;
    for (const DiffPart &part : parts)
        if (part.kind == DiffKind::Same || part.kind == kind)
            text += part.text;
    return text;
}

} // namespace

class TestWordDiff final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onlyTheChangedWordsAreMarked()
    {
        const QList<DiffPart> expected{
            {DiffKind::Same, u"Desk Lamp, "_s}, {DiffKind::Added, u"matt "_s}, {DiffKind::Same, u"black"_s}};
        QCOMPARE(wordDiff(u"Desk Lamp, black"_s, u"Desk Lamp, matt black"_s), expected);
    }

    void aPriceChangesAsAWhole()
    {
        const QList<DiffPart> expected{{DiffKind::Removed, u"10.00"_s}, {DiffKind::Added, u"12.00"_s}};
        QCOMPARE(wordDiff(u"10.00"_s, u"12.00"_s), expected);
    }

    void removedStandsBeforeAdded()
    {
        const QList<DiffPart> parts = wordDiff(u"red pen"_s, u"blue ink"_s);
        QCOMPARE(parts.first().kind, DiffKind::Removed);
    }

    void bothSidesCanAlwaysBeReadBack()
    {
        QRandomGenerator random(7);
        const QStringList words{
            u"<p>"_s, u" "_s, u"lamp"_s, u"."_s, u"9.50"_s, u"\u0642\u0644\u0645"_s, u"\U0001F4CE"_s};
        const auto text = [&] {
            QString made;
            for (int n = random.bounded(0, 12); n > 0; --n)
                made += words.at(random.bounded(int(words.size())));
            return made;
        };
        for (int round = 0; round < 2'000; ++round) {
            const QString before = text();
            const QString after = text();
            const QList<DiffPart> parts = wordDiff(before, after);
            QCOMPARE(side(parts, DiffKind::Removed), before);
            QCOMPARE(side(parts, DiffKind::Added), after);
        }
    }

    void longTextsAreComparedAtTheirEndsOnly()
    {
        QString before = u"start "_s;
        QString after = u"start "_s;
        for (int i = 0; i < 20'000; ++i) {
            before += QString::number(i) + u' ';
            after += QString::number(i * 7) + u' ';
        }
        const QList<DiffPart> parts = wordDiff(before, after);
        QCOMPARE(side(parts, DiffKind::Removed), before);
        QCOMPARE(side(parts, DiffKind::Added), after);
        QCOMPARE(parts.first().kind, DiffKind::Same);
    }
};

QTEST_GUILESS_MAIN(TestWordDiff)
#include "tst_worddiff.moc"
