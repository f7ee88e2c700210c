#include "app/cli/output.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <cerrno>
#include <cstdio>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace App {

namespace {

QString phaseText(Sync::Phase phase)
{
    switch (phase) {
    case Sync::Phase::Preparing:
        return QCoreApplication::translate("App::Output", "Preparing");
    case Sync::Phase::Reading:
        return QCoreApplication::translate("App::Output", "Reading from Shopify");
    case Sync::Phase::Loading:
        return QCoreApplication::translate("App::Output", "Loading");
    case Sync::Phase::Comparing:
        return QCoreApplication::translate("App::Output", "Comparing");
    case Sync::Phase::Staging:
        return QCoreApplication::translate("App::Output", "Staging");
    case Sync::Phase::Checking:
        return QCoreApplication::translate("App::Output", "Checking");
    case Sync::Phase::Writing:
        return QCoreApplication::translate("App::Output", "Writing");
    case Sync::Phase::Verifying:
        return QCoreApplication::translate("App::Output", "Verifying");
    case Sync::Phase::Recording:
        return QCoreApplication::translate("App::Output", "Recording");
    case Sync::Phase::Finished:
        break;
    }
    return QCoreApplication::translate("App::Output", "Finished");
}

} // namespace

QString plain(const QString &text)
{
    QString clean;
    clean.reserve(text.size());
    for (const QChar character : text) {
        // Around names in sentences, for windows; a terminal has no use for them.
        if (character == QChar(0x2068) || character == QChar(0x2069))
            continue;
        const bool steers = character.category() == QChar::Other_Control || character.category() == QChar::Other_Format;
        const bool isBlank = character == u'\t' || character == u'\n';
        clean += isBlank ? QChar(u' ') : steers ? QChar(u'?') : character;
    }
    return clean;
}

Output::Output(Form form, Progress progress)
    : m_form(form)
    , m_progress(progress)
    , m_terminal(isatty(fileno(stderr)) == 1)
    , m_out(stdout)
    , m_error(stderr)
{ }

void Output::endProgressLine()
{
    if (std::exchange(m_lineOpen, false))
        m_error << '\n' << Qt::flush;
}

void Output::result(const QString &text, QJsonObject json)
{
    endProgressLine();
    errno = 0;
    if (isJson()) {
        if (!json.contains("ok"_L1))
            json.insert("ok"_L1, true);
        m_out << QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact)) << '\n' << Qt::flush;
    } else if (!text.isEmpty()) {
        m_out << text << (text.endsWith(u'\n') ? ""_L1 : "\n"_L1) << Qt::flush;
    }
    if (m_out.status() != QTextStream::Ok && errno != EPIPE)
        m_isWritten = false;
}

int Output::failure(const Sync::Failure &failure)
{
    endProgressLine();
    m_error << plain(failure.text()) << '\n';
    if (!failure.requestId.isEmpty())
        m_error << QCoreApplication::translate("App::Output", "Shopify's request id: %1").arg(plain(failure.requestId))
                << '\n';
    m_error << Qt::flush;
    if (isJson()) {
        result({},
            {{u"ok"_s, false},
                {u"error"_s,
                    QJsonObject{{u"kind"_s, Sync::failureKindName(failure.kind)}, {u"what"_s, failure.what},
                        {u"meaning"_s, failure.meaning}, {u"remedy"_s, failure.remedy},
                        {u"request_id"_s, failure.requestId}}}});
    }
    return Sync::exitCode(failure.kind);
}

void Output::note(const QString &text)
{
    endProgressLine();
    m_error << plain(text) << '\n' << Qt::flush;
}

void Output::progress(const Sync::ProgressSnapshot &snapshot)
{
    if (m_progress == Progress::Hide)
        return;
    const bool newPhase = snapshot.phase != std::exchange(m_phase, snapshot.phase);
    if (!newPhase && m_sinceProgress.isValid() && m_sinceProgress.elapsed() < 500)
        return;
    m_sinceProgress.start();
    QString line = phaseText(snapshot.phase);
    if (snapshot.total > 0)
        line += u" %1/%2"_s.arg(snapshot.done).arg(snapshot.total);
    else if (snapshot.done > 0)
        line += u" %1"_s.arg(snapshot.done);
    if (snapshot.perSecond > 0)
        line += u", %1/s"_s.arg(snapshot.perSecond, 0, 'f', 0);
    if (snapshot.failed > 0)
        line += QCoreApplication::translate("App::Output", ", %1 failed").arg(snapshot.failed);
    if (snapshot.remaining)
        line += QCoreApplication::translate("App::Output", ", about %1 s left").arg(snapshot.remaining->count());
    if (!snapshot.note.isEmpty())
        line += u" · "_s + plain(snapshot.note);
    if (m_terminal) {
        m_error << "\r\x1b[K" << line << Qt::flush;
        m_lineOpen = true;
    } else {
        m_error << line << '\n' << Qt::flush;
    }
}

QString textTable(const QList<QStringList> &rows, const QList<int> &rightAligned)
{
    QList<qsizetype> widths;
    for (const QStringList &row : rows) {
        for (qsizetype column = 0; column < row.size(); ++column) {
            if (column >= widths.size())
                widths.append(0);
            widths[column] = std::max(widths.at(column), plain(row.at(column)).size());
        }
    }
    QString text;
    for (const QStringList &row : rows) {
        QString line;
        for (qsizetype column = 0; column < row.size(); ++column) {
            const QString cell = plain(row.at(column));
            line += rightAligned.contains(int(column)) ? cell.rightJustified(widths.at(column))
                                                       : cell.leftJustified(widths.at(column));
            line += u"  "_s;
        }
        while (line.endsWith(u' '))
            line.chop(1);
        text += line + u'\n';
    }
    return text;
}

} // namespace App
