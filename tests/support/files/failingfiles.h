#pragma once

#include "tests/support/files/filecalls.h"

#include <QProcessEnvironment>
#include <QString>
#include <QTemporaryFile>

namespace TestSupport {

/// How a file fails.
enum class FileFault {
    Broken, ///< One call fails with EIO, those after it work.
    Full, ///< The disk is full from one call on, for all that needs room.
};

/// Counts the calls on files below one path, in this process or in programs started with environment(), and lets one of
/// them fail.
class FailingFiles final
{
    Q_DISABLE_COPY_MOVE(FailingFiles)

public:
    /// Ends the test program when the memory cannot be shared.
    FailingFiles();
    ~FailingFiles();

    /// Counts from now on what happens to files below \a path that have \a part in theirs, and fails the \a nth such
    /// call; none where that is 0.
    void arm(const QString &path, const QString &part, FileFault fault, int nth);
    void disarm() { arm({}, {}, FileFault::Broken, 0); }

    int seen() const { return m_calls->seen; }
    /// Whether a call has failed.
    bool hasFailed() const { return m_calls->what[0] != '\0'; }
    /// Which one, for people.
    QString what() const { return QString::fromLocal8Bit(m_calls->what); }

    /// What to add to the environment of programs whose calls count.
    QProcessEnvironment environment() const;
    /// For a test that links test_filecalls: share it with that.
    FileCalls *calls() { return m_calls; }

private:
    QTemporaryFile m_file;
    FileCalls *m_calls = nullptr;
};

} // namespace TestSupport
