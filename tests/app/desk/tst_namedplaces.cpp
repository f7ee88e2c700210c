// What a sentence tells people to open, press or say must be there. Every sentence in the sources is read: a word with
// a capital within a sentence is a name, and a name is one of the window's, or of the world's as listed here.

#include "app/cli/command.h"
#include "models/format/words.h"
#include "tests/support/deskscene.h"

#include <QAbstractButton>
#include <QDirIterator>
#include <QRegularExpression>
#include <QTabBar>
#include <QTest>

using namespace Qt::StringLiterals;
using Fakes::DeskScene;

namespace {

/// Names that are not ours. Whatever is written in capitals throughout is no name of a place either.
const QStringList ofTheWorld{u"Shopify"_s, u"Syncdesk"_s, u"PostgreSQL"_s, u"Admin"_s, u"Dev Dashboard"_s, u"Debian"_s,
    u"Ubuntu"_s, u"IPv6"_s, u"Keyring"_s, u"KWallet"_s, u"General Public License"_s, u"Qt"_s, u"Uncategorized"_s,
    u"Colour"_s}; // the last are a category and an option of the catalogue

struct Sentence
{
    QString file;
    QString text;
};

QString unescaped(QString text)
{
    static const QRegularExpression code(u"\\\\u([0-9a-fA-F]{4})"_s);
    for (QRegularExpressionMatch match = code.match(text); match.hasMatch(); match = code.match(text))
        text.replace(
            match.capturedStart(), match.capturedLength(), QChar(char16_t(match.captured(1).toUInt(nullptr, 16))));
    return text.replace(u"\\n"_s, u". "_s).replace(u"\\\""_s, u"\""_s);
}

/// The texts of a source file, adjacent literals as the one that the compiler makes of them; comments left out.
QStringList literals(const QString &source)
{
    static const QRegularExpression token(
        u"//[^\\n]*|/\\*.*?\\*/|'(?:[^'\\\\\\n]|\\\\.)'|\"((?:[^\"\\\\\\n]|\\\\.)*)\""_s,
        QRegularExpression::DotMatchesEverythingOption);
    QStringList texts;
    qsizetype end = -1;
    for (auto it = token.globalMatch(source); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        if (!match.hasCaptured(1))
            continue;
        const QStringView between = QStringView(source).mid(end, match.capturedStart() - end);
        if (end >= 0 && between.trimmed().isEmpty())
            texts.last() += match.captured(1);
        else
            texts += match.captured(1);
        end = match.capturedEnd();
    }
    for (QString &text : texts)
        text = unescaped(text);
    return texts;
}

bool isSentence(const QString &text)
{
    static const QRegularExpression sentence(u"[.?!]$|[.?!] "_s);
    return text.contains(u' ') && sentence.match(text).hasMatch();
}

QList<Sentence> sentences()
{
    QList<Sentence> all;
    const QString root = QStringLiteral(SYNCDESK_SOURCES);
    for (const QString &folder : {u"sync"_s, u"models"_s, u"ui"_s, u"app"_s}) {
        QDirIterator files(root + u'/' + folder, {u"*.cpp"_s, u"*.h"_s}, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (file.fileName().contains(u"/demoshop/") || !file.open(QIODevice::ReadOnly))
                continue;
            for (const QString &text : literals(QString::fromUtf8(file.readAll())))
                if (isSentence(text))
                    all += {file.fileName().mid(root.size() + 1), text};
        }
    }
    return all;
}

/// The names within a sentence: words with a capital that do not begin it.
QStringList namesIn(QString text)
{
    static const QRegularExpression elsewhere(u"in Shopify under [^.]*"_s);
    static const QRegularExpression name(u"(?<=[a-z0-9,;:%)”\"] )((?:[A-Z][A-Za-z0-9_-]*)(?: [A-Z][a-z]+)*)"_s);
    static const QRegularExpression capitals(u"^[A-Z0-9_]+s?$"_s);
    text.remove(elsewhere);
    QStringList names;
    for (auto it = name.globalMatch(text); it.hasNext();) {
        QStringList words = it.next().captured(1).split(u' ');
        words.removeIf([](const QString &word) { return capitals.match(word).hasMatch(); });
        if (!words.isEmpty())
            names += words.join(u' ');
    }
    return names;
}

/// The commands that a sentence tells to say, with what follows: "config set-token".
QStringList commandsIn(const QString &text)
{
    static const QRegularExpression command(u"(?:“|\")syncdesk ([a-z][a-z-]*(?: [a-z][a-z-]*)*)"_s);
    QStringList commands;
    for (auto it = command.globalMatch(text); it.hasNext();)
        commands += it.next().captured(1);
    return commands;
}

QString plain(QString text)
{
    static const QRegularExpression other(u"[&…:?]|\\(.*\\)"_s);
    return text.remove(other).trimmed();
}

/// Every name that stands anywhere in the window.
QStringList namesOf(Ui::MainWindow &window)
{
    QStringList names;
    for (const Ui::MenuId menu : Ui::Actions::menus())
        names += plain(Ui::Actions::menuTitle(menu));
    for (const QAction *action : window.findChildren<QAction *>())
        names += plain(action->text());
    for (const QAbstractButton *button : window.findChildren<QAbstractButton *>())
        names += plain(button->text());
    for (const Sync::SafeLevel level :
        {Sync::SafeLevel::Demo, Sync::SafeLevel::Careful, Sync::SafeLevel::Locked, Sync::SafeLevel::ReadOnly})
        names += plain(Models::word(level)); // its menu is made when it is opened
    for (const QTabBar *tabs : window.findChildren<QTabBar *>())
        for (int tab = 0; tab < tabs->count(); ++tab)
            names += plain(tabs->tabText(tab));
    return names;
}

/// Pages are made when they are opened.
void openEveryPage(Ui::MainWindow &window)
{
    for (const QString &page :
        {u"overview"_s, u"products"_s, u"review"_s, u"sync"_s, u"history"_s, u"diagnostics"_s, u"logs"_s})
        window.openPage(page);
}

bool isAmong(const QStringList &names, const QString &name)
{
    return std::any_of(names.cbegin(), names.cend(),
        [&name](const QString &known) { return QString(u' ' + known + u' ').contains(u' ' + name + u' '); });
}

/// Whether there is such a command, and whether its help knows each word that follows it.
bool isCommand(const QString &words)
{
    const QStringList parts = words.split(u' ');
    for (const App::Command &command : App::commands()) {
        if (command.name != parts.first())
            continue;
        const QString help
            = command.usage + u' ' + command.argumentsHelp + u' ' + command.description + u' ' + command.summary;
        return std::all_of(parts.cbegin() + 1, parts.cend(), [&help](const QString &part) {
            return help.contains(QRegularExpression(u"\\b%1\\b"_s.arg(QRegularExpression::escape(part))));
        });
    }
    return false;
}

} // namespace

class TestNamedPlaces final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsNamedIsInTheWindow()
    {
        DeskScene scene(*qApp, DeskScene::State::Full);
        openEveryPage(scene.window());
        const QStringList here = namesOf(scene.window());
        const QList<Sentence> all = sentences();
        QVERIFY2(all.size() > 300, "the sentences were not found");
        QStringList unknown;
        int found = 0;
        for (const Sentence &sentence : all) {
            if (isAmong(here, plain(sentence.text)))
                continue; // the words of a button, not words about one
            for (const QString &name : namesIn(sentence.text)) {
                ++found;
                if (!isAmong(here, name) && !isAmong(ofTheWorld, name))
                    unknown += u"%1 names “%2”, which is nowhere in the window: %3"_s.arg(
                        sentence.file, name, sentence.text);
            }
        }
        QVERIFY2(found > 100, "the names were not found");
        QVERIFY2(unknown.isEmpty(), qPrintable(u'\n' + unknown.join(u'\n')));
    }

    void whatIsToBeSaidIsACommand()
    {
        QStringList unknown;
        int found = 0;
        for (const Sentence &sentence : sentences())
            for (const QString &words : commandsIn(sentence.text)) {
                ++found;
                if (!isCommand(words))
                    unknown += u"%1: there is no command “%2”: %3"_s.arg(sentence.file, words, sentence.text);
            }
        QVERIFY2(found > 5, "the commands were not found");
        QVERIFY2(unknown.isEmpty(), qPrintable(u'\n' + unknown.join(u'\n')));
    }

    /// The reading itself: what it must find in a source, and what it must let pass.
    void aWrongNameIsFound()
    {
        const QString source = uR"(
            tr("Nothing was sent."), tr("Choose another level in Settings, or press "
                                        "Carry On. In Shopify it is under Domains.") // "Look in Comments."
            tr("Say “syncdesk frobnicate now”.")
        )"_s;
        const QStringList texts = literals(source);
        QCOMPARE(texts.size(), 3);
        QCOMPARE(namesIn(texts.at(1)), QStringList({u"Settings"_s, u"Carry On"_s, u"Shopify"_s, u"Domains"_s}));
        QCOMPARE(commandsIn(texts.at(2)), QStringList{u"frobnicate now"_s});
        QVERIFY(!isCommand(u"frobnicate now"_s));
        QVERIFY(!isCommand(u"config frobnicate"_s));
        QVERIFY(isCommand(u"config set-token"_s));
        DeskScene scene(*qApp, DeskScene::State::Full);
        openEveryPage(scene.window());
        const QStringList here = namesOf(scene.window());
        QVERIFY(isAmong(here, u"Logs"_s) && isAmong(here, u"Emergency"_s) && isAmong(here, u"Connections"_s));
        QVERIFY(!isAmong(here, u"Settings"_s) && !isAmong(ofTheWorld, u"Settings"_s));
    }
};

QTEST_MAIN(TestNamedPlaces)
#include "tst_namedplaces.moc"
