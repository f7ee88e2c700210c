#include "app/cli/secretprompt.h"

#include <QCoreApplication>
#include <QFile>

#include <algorithm>
#include <cstdio>
#include <termios.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace App {

namespace {

constexpr qint64 longestSecret = 4096;

QString tr(const char *text)
{
    return QCoreApplication::translate("App::Cli", text);
}

constexpr char interrupt = 3; ///< Ctrl+C

/// A terminal that does not show what is typed, until it goes. Ctrl+C ends the line instead of the program, which
/// could not give the terminal back.
class Silence
{
    Q_DISABLE_COPY_MOVE(Silence)

public:
    Silence()
    {
        m_isKnown = tcgetattr(STDIN_FILENO, &m_before) == 0;
        termios silent = m_before;
        silent.c_lflag &= ~tcflag_t(ECHO | ISIG);
        silent.c_cc[VEOL] = interrupt;
        m_isSilent = m_isKnown && tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent) == 0;
    }
    ~Silence()
    {
        if (m_isKnown)
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &m_before);
    }

    bool isSilent() const { return m_isSilent; }

private:
    termios m_before{};
    bool m_isKnown = false;
    bool m_isSilent = false;
};

QString withoutLineEnd(QByteArray text)
{
    while (text.endsWith('\n') || text.endsWith('\r'))
        text.chop(1);
    return QString::fromUtf8(text);
}

Sync::Failure tooLong()
{
    return {Sync::FailureKind::BadInput, tr("That is too long for a secret."), tr("Nothing was kept."), {}};
}

} // namespace

Sync::Result<QString> askForSecret(const QString &prompt)
{
    const Sync::Failure noTerminal{Sync::FailureKind::BadInput, tr("There is no terminal to ask on."),
        tr("Nothing was kept."), tr("Pipe the secret in and add --token-stdin.")};
    if (isatty(STDIN_FILENO) != 1)
        return noTerminal;
    const Silence silence;
    if (!silence.isSilent())
        return noTerminal;
    std::fputs(qPrintable(prompt), stderr);
    QByteArray line(longestSecret + 1, Qt::Uninitialized);
    line.truncate(std::max<ssize_t>(0, read(STDIN_FILENO, line.data(), size_t(line.size()))));
    std::fputs("\n", stderr);
    if (line.endsWith(interrupt))
        return Sync::stopped();
    return line.size() > longestSecret ? Sync::Result<QString>(tooLong()) : withoutLineEnd(line);
}

Sync::Result<QString> readSecretFromInput()
{
    QFile input;
    if (!input.open(STDIN_FILENO, QIODevice::ReadOnly))
        return Sync::Failure{
            Sync::FailureKind::BadInput, tr("Standard input cannot be read."), tr("Nothing was kept."), {}};
    const QByteArray text = input.read(longestSecret + 1);
    return text.size() > longestSecret ? Sync::Result<QString>(tooLong()) : withoutLineEnd(text);
}

} // namespace App
