#include "app/cli/commandline.h"

#include <QTest>

using namespace App;
using namespace Qt::StringLiterals;

class TestCommandLine final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutArgumentsTheWindowOpens()
    {
        const CommandLine line = parseCommandLine({u"syncdesk"_s});
        const auto *window = std::get_if<OpenWindow>(&line.what);
        QVERIFY(window);
        QVERIFY(!window->demo);
    }

    void screenshotNamesAFolder()
    {
        const CommandLine line = parseCommandLine({u"syncdesk"_s, u"--screenshot=pictures"_s});
        const auto *window = std::get_if<OpenWindow>(&line.what);
        QVERIFY(window);
        QVERIFY(window->demo); // it must not happen to a real shop
        QCOMPARE(window->screenshotFolder, u"pictures"_s);
    }

    void aCommandKeepsItsOptionsAndArguments()
    {
        const CommandLine line
            = parseCommandLine({u"syncdesk"_s, u"push"_s, u"--json"_s, u"--send-first"_s, u"3"_s, u"12"_s});
        const auto *run = std::get_if<RunCommand>(&line.what);
        QVERIFY(run);
        QCOMPARE(run->command.name, u"push"_s);
        QCOMPARE(run->form, Output::Form::Json);
        QCOMPARE(run->options->value(u"send-first"_s), u"3"_s);
        QCOMPARE(run->arguments, QStringList{u"12"_s});
    }

    void usageErrorsEndWithTwo_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("unknown command") << QStringList{u"frobnicate"_s};
        QTest::newRow("unknown option") << QStringList{u"pull"_s, u"--everything"_s};
        QTest::newRow("argument that none takes") << QStringList{u"status"_s, u"now"_s};
        QTest::newRow("option without its value") << QStringList{u"rollback"_s, u"--batch-id"_s};
        QTest::newRow("minutes that are no number")
            << QStringList{u"maintenance"_s, u"on"_s, u"--reason"_s, u"x"_s, u"--minutes"_s, u"abc"_s};
        QTest::newRow("no minutes at all")
            << QStringList{u"maintenance"_s, u"on"_s, u"--reason"_s, u"x"_s, u"--minutes"_s, u"0"_s};
        QTest::newRow("limit that is no number") << QStringList{u"staged"_s, u"--limit"_s, u"abc"_s};
        QTest::newRow("limit below zero") << QStringList{u"batches"_s, u"--limit"_s, u"-5"_s};
        QTest::newRow("limit with a rest") << QStringList{u"history"_s, u"--product"_s, u"1"_s, u"--limit"_s, u"5x"_s};
        QTest::newRow("batch that is no number") << QStringList{u"rollback"_s, u"--batch-id"_s, u"seven"_s};
        QTest::newRow("unknown window option") << QStringList{u"--fullscreen"_s};
        QTest::newRow("password in the argument")
            << QStringList{u"status"_s, u"--database"_s, u"postgresql://a:b@host/c"_s};
    }

    void usageErrorsEndWithTwo()
    {
        QFETCH(QStringList, arguments);
        const CommandLine line = parseCommandLine(QStringList{u"syncdesk"_s} + arguments);
        const auto *print = std::get_if<PrintAndEnd>(&line.what);
        QVERIFY(print);
        QCOMPARE(print->exitCode, 2);
        QVERIFY(!print->text.trimmed().isEmpty());
    }

    void usageErrorsAreAnObjectToo()
    {
        for (const QString &wrong : {u"--everything"_s, u"--since"_s, u"now"_s}) {
            const CommandLine line = parseCommandLine({u"syncdesk"_s, u"pull"_s, u"--json"_s, wrong});
            const auto *print = std::get_if<PrintAndEnd>(&line.what);
            QVERIFY(print);
            QCOMPARE(print->form, Output::Form::Json);
        }
    }

    void everyCommandHasHelpThatEndsWithZero()
    {
        for (const Command &command : commands()) {
            const CommandLine line = parseCommandLine({u"syncdesk"_s, command.name, u"--help"_s});
            const auto *print = std::get_if<PrintAndEnd>(&line.what);
            QVERIFY2(print, qPrintable(command.name));
            QCOMPARE(print->exitCode, 0);
            QVERIFY2(print->text.contains(u"--json"_s), qPrintable(command.name));
            QVERIFY2(print->text.contains(command.summary), qPrintable(command.name));
            QVERIFY2(
                print->text.startsWith(u"Usage: syncdesk %1 [options]"_s.arg(command.name)), qPrintable(print->text));
            QVERIFY2(command.usage.isEmpty() == command.argumentsHelp.isEmpty(), qPrintable(command.name));
            for (const QCommandLineOption &option : command.options)
                QVERIFY2(
                    !option.description().isEmpty(), qPrintable(command.name + u' ' + option.names().constFirst()));
        }
    }

    void noOptionTakesASecret()
    {
        for (const Command &command : commands())
            for (const QCommandLineOption &option : command.options)
                for (const QString &name : option.names())
                    QVERIFY2(option.valueName().isEmpty()
                            || (!name.contains(u"token"_s) && !name.contains(u"password"_s)
                                && !name.contains(u"secret"_s)),
                        qPrintable(name));
    }

    void tableColumnsLineUp()
    {
        const QString text = textTable({{u"id"_s, u"name"_s}, {u"7"_s, u"Pen"_s}, {u"1234"_s, u"Stapler"_s}}, {0});
        QCOMPARE(text, u"  id  name\n   7  Pen\n1234  Stapler\n"_s);
    }

    void textFromTheShopCannotSteerTheTerminal()
    {
        QCOMPARE(plain(u"a\x1b[31mb\u202e\tc"_s), u"a?[31mb? c"_s);
        QCOMPARE(plain(u"\u2068עט\u2069 is open already."_s), u"עט is open already."_s);
    }
};

QTEST_GUILESS_MAIN(TestCommandLine)
#include "tst_commandline.moc"
