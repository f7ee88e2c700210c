#pragma once

#include "sync/api/progress.h"
#include "sync/api/result.h"

#include <QElapsedTimer>
#include <QJsonObject>
#include <QString>
#include <QTextStream>

namespace App {

/// Where the command line writes: data to standard output, as text for people or as one JSON object; progress and
/// failures to standard error.
class Output final
{
    Q_DISABLE_COPY_MOVE(Output)

public:
    enum class Form { Text, Json };
    enum class Progress { Show, Hide };

    Output(Form form, Progress progress);

    bool isJson() const { return m_form == Form::Json; }

    /// The command's result: `text` for people, `json` for programs. Called once.
    void result(const QString &text, QJsonObject json);
    /// A failure: its sentences on standard error, and with --json {"ok": false, "error": {…}} on standard output.
    /// Returns the exit code for it.
    int failure(const Sync::Failure &failure);
    /// Whether all that went to standard output arrived there; a reader that has gone had seen enough.
    bool isWritten() const { return m_isWritten; }
    /// A sentence on standard error.
    void note(const QString &text);
    /// One line of progress on standard error, at most twice a second unless the phase changed; on a terminal it
    /// replaces the one before.
    void progress(const Sync::ProgressSnapshot &snapshot);

private:
    void endProgressLine();

    Form m_form;
    Progress m_progress;
    bool m_terminal;
    bool m_lineOpen = false;
    bool m_isWritten = true;
    Sync::Phase m_phase = Sync::Phase::Finished;
    QElapsedTimer m_sinceProgress;
    QTextStream m_out;
    QTextStream m_error;
};

/// Rows as columns of equal width for people, the first row as their heads. Numbers in `rightAligned` columns.
QString textTable(const QList<QStringList> &rows, const QList<int> &rightAligned = {});

/// Text from a shop or a database for a terminal: control characters, which could steer it, become "?".
QString plain(const QString &text);

} // namespace App
