#include "sync/loader/decimal.h"
#include "sync/loader/knownrows.h"
#include "sync/loader/linesplitter.h"
#include "sync/loader/timestamp.h"

#include <QTest>

#include <random>
#include <unordered_map>

using namespace Sync;

class TestLoaderParts final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void decimalsAreExact_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("canonical"); // empty: no number
        const std::pair<const char *, const char *> rows[] = {{"12.50", "12.5"}, {"0", "0"}, {"-0.00", "0"},
            {"00012", "12"}, {".5", "0.5"}, {"5.", "5"}, {"1e3", "1000"}, {"1.5e-2", "0.015"}, {"-1.0", "-1"},
            {"12345678901234567890.123456789", "12345678901234567890.123456789"}, {"0.0001", "0.0001"},
            {"10000", "10000"}, {"", ""}, {"-", ""}, {".", ""}, {"1.2.3", ""}, {"1,2", ""}, {"abc", ""}, {"NaN", ""},
            {"1e", ""}, {"1e9999", ""}, {"0.00000000000000000001", ""},
            {"99999999999999999999999999999999999999999", ""}};
        for (const auto &[text, canonical] : rows)
            QTest::newRow(*text ? text : "empty") << QByteArray(text) << QByteArray(canonical);
    }
    void decimalsAreExact()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, canonical);
        const auto number = Decimal::parse({text.constData(), size_t(text.size())});
        QCOMPARE(number.has_value(), !canonical.isEmpty());
        if (!number)
            return;
        std::string written;
        number->appendCanonical(written);
        QCOMPARE(QByteArray::fromStdString(written), canonical);
    }

    void momentsAreReadToTheMicrosecond()
    {
        QCOMPARE(*parseTimestamp("2000-01-01T00:00:00Z"), 0);
        QCOMPARE(*parseTimestamp("2000-01-01T01:00:00.250+01:00"), 250000);
        QCOMPARE(*parseTimestamp("1999-12-31T23:59:59Z"), -1000000);
        for (const char *bad : {"", "2026-01-01", "2026-02-30T00:00:00Z", "2026-01-01T25:00:00Z", "2026-01-01T00:00:00",
                 "2026-01-01T00:00:00.Z", "2026-01-01T00:00:00+2"})
            QVERIFY2(!parseTimestamp(bad), bad);
    }

    void linesAreTheSameHoweverTheBytesAreCut()
    {
        const std::string file = "\xef\xbb\xbf{1}\r\n\r\n{22}\n\n   \n{333}\n{4444}";
        for (size_t cut = 1; cut <= file.size(); ++cut) {
            LineSplitter splitter;
            std::vector<std::pair<std::string, std::int64_t>> lines;
            const auto take = [&] {
                while (const auto line = splitter.next())
                    lines.emplace_back(line->text, line->number);
            };
            for (size_t at = 0; at < file.size(); at += cut) {
                splitter.append(std::string_view(file).substr(at, cut));
                take();
            }
            splitter.finish();
            take();
            const std::vector<std::pair<std::string, std::int64_t>> expected{
                {"{1}", 1}, {"{22}", 3}, {"{333}", 6}, {"{4444}", 7}};
            QCOMPARE(lines, expected);
        }
    }

    void aLineBeyondTheLimitIsRefusedWithoutKeepingIt()
    {
        LineSplitter splitter(1000);
        splitter.append("{1}\n");
        QVERIFY(splitter.next());
        const std::string piece(400, 'x');
        int pieces = 0;
        for (; pieces < 100 && !splitter.isTooLong(); ++pieces) {
            splitter.append(piece);
            QVERIFY(!splitter.next());
        }
        QCOMPARE(pieces, 3);
        QCOMPARE(splitter.lineNumber(), 2);
    }

    void knownRowsTellHowALineRelates()
    {
        KnownRows rows;
        rows.insert(1, 100);
        rows.insert(2, 200);
        rows.insert(3, 300);
        QCOMPARE(int(rows.see(1, 100)), int(KnownRows::Sight::Unchanged));
        QCOMPARE(int(rows.see(1, 100)), int(KnownRows::Sight::Repeated));
        QCOMPARE(int(rows.see(2, 220)), int(KnownRows::Sight::Changed));
        QCOMPARE(int(rows.see(2, 240)), int(KnownRows::Sight::Contradicted));
        QCOMPARE(int(rows.see(4, 1)), int(KnownRows::Sight::New));
        QVERIFY(rows.isSeen(4) && !rows.isSeen(3) && rows.contains(3) && !rows.contains(5));
        std::vector<std::int64_t> unseen;
        rows.forEachUnseen([&](std::int64_t id) { unseen.push_back(id); });
        QCOMPARE(unseen, std::vector<std::int64_t>{3});
    }

    void knownRowsHoldWhatAMapHolds()
    {
        std::mt19937_64 random(7);
        KnownRows rows;
        std::unordered_map<std::int64_t, std::uint64_t> model;
        for (int i = 0; i < 50000; ++i) {
            const auto id = static_cast<std::int64_t>(random() % 30000 + 1) * 32768;
            const std::uint64_t hash = random() | 1;
            rows.insert(id, hash);
            model[id] = hash;
        }
        QCOMPARE(rows.size(), model.size());
        for (const auto &[id, hash] : model)
            QCOMPARE(int(rows.see(id, hash)), int(KnownRows::Sight::Unchanged));
    }
};

QTEST_APPLESS_MAIN(TestLoaderParts)
#include "tst_loaderparts.moc"
