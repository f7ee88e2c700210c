#include "sync/db/pgtool.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QProcessEnvironment>
#include <QRegularExpression>

namespace Sync {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Sync::PgTool)
};

/// The environment variable libpq reads for each connection keyword that has one.
QString variableFor(const QByteArray &keyword)
{
    static const QHash<QByteArray, QString> variables{{"host", u"PGHOST"_s}, {"port", u"PGPORT"_s},
        {"dbname", u"PGDATABASE"_s}, {"user", u"PGUSER"_s}, {"application_name", u"PGAPPNAME"_s},
        {"sslmode", u"PGSSLMODE"_s}, {"sslrootcert", u"PGSSLROOTCERT"_s}, {"sslcert", u"PGSSLCERT"_s},
        {"sslkey", u"PGSSLKEY"_s}, {"sslcrl", u"PGSSLCRL"_s}, {"channel_binding", u"PGCHANNELBINDING"_s},
        {"options", u"PGOPTIONS"_s}, {"hostaddr", u"PGHOSTADDR"_s}, {"gssencmode", u"PGGSSENCMODE"_s},
        {"target_session_attrs", u"PGTARGETSESSIONATTRS"_s}, {"krbsrvname", u"PGKRBSRVNAME"_s}};
    return variables.value(keyword);
}

QProcessEnvironment environmentFor(const ConnectionSettings &settings)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    // Whatever the user has set for psql must not lead us to another database.
    for (const QString &name : environment.keys())
        if (name.startsWith(u"PG"))
            environment.remove(name);
    for (const auto &[keyword, value] : settings.libpqParameters())
        if (const QString variable = variableFor(keyword); !variable.isEmpty())
            environment.insert(variable, QString::fromUtf8(value));
    environment.insert(u"PGCONNECT_TIMEOUT"_s, QString::number(settings.connectTimeout.count()));
    environment.insert(u"LC_MESSAGES"_s, u"C"_s);
    return environment;
}

} // namespace

PgTool::PgTool(const ConnectionSettings &settings, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
{
    connect(&m_process, &QProcess::finished, this, &PgTool::conclude);
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            concludeUnstarted();
    });
}

PgTool::~PgTool()
{
    m_process.disconnect(this);
    if (m_process.state() != QProcess::NotRunning) {
        m_process.kill();
        m_process.waitForFinished(5000);
    }
}

bool PgTool::writePassword()
{
    // QTemporaryFile makes files that only their owner may read.
    m_passwordFile = std::make_unique<QTemporaryFile>();
    if (!m_passwordFile->open())
        return false;
    QByteArray escaped = m_settings.password.reveal();
    escaped.replace('\\', "\\\\").replace(':', "\\:");
    const bool isWritten = m_passwordFile->write("*:*:*:*:" + escaped + '\n') > 0 && m_passwordFile->flush()
        && !m_passwordFile->fileName().isEmpty(); // it gets its name only when it is asked for
    escaped.fill('\0');
    return isWritten;
}

void PgTool::start(const QString &program, const QStringList &arguments)
{
    Q_ASSERT(m_process.state() == QProcess::NotRunning);
    m_isCancelled = false;
    QProcessEnvironment environment = environmentFor(m_settings);
    if (!m_settings.password.isEmpty()) {
        if (!writePassword()) {
            const QString reason = m_passwordFile->fileTemplate() + u": "_s + m_passwordFile->errorString();
            m_passwordFile.reset();
            Q_EMIT finished(
                Failure{FailureKind::LocalDisk, Words::tr("A file for a moment could not be written on this computer."),
                    Words::tr("Nothing was changed."),
                    Words::tr("Free space on the disk of %1, then try again.").arg(QDir::tempPath()), reason});
            return;
        }
        environment.insert(u"PGPASSFILE"_s, m_passwordFile->fileName());
    }
    m_process.setProcessEnvironment(environment);
    m_process.setStandardInputFile(QProcess::nullDevice());
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.start(program, arguments);
}

void PgTool::cancel()
{
    m_isCancelled = true;
    // pg_dump and psql end their query on SIGTERM.
    m_process.terminate();
}

void PgTool::waitForFinished()
{
    if (m_process.state() != QProcess::NotRunning)
        m_process.waitForFinished(-1);
}

void PgTool::conclude(int exitCode, QProcess::ExitStatus status)
{
    m_passwordFile.reset();
    const QString output = QString::fromLocal8Bit(m_process.readAll()).right(2000).trimmed();
    if (m_isCancelled)
        Q_EMIT finished(stopped());
    else if (status == QProcess::NormalExit && exitCode == 0)
        Q_EMIT finished(Done{});
    else
        Q_EMIT finished(failed(output));
}

void PgTool::concludeUnstarted()
{
    m_passwordFile.reset();
    Q_EMIT finished(Failure{FailureKind::LocalDisk,
        Words::tr("PostgreSQL's program for this could not be started on this computer."),
        Words::tr("Nothing was changed."), Words::tr("Install the PostgreSQL client programs and try again."),
        m_process.program() + u": "_s + m_process.errorString()});
}

Failure PgTool::failed(const QString &output) const
{
    const QString program = QFileInfo(m_process.program()).fileName();
    Failure failure{FailureKind::DatabaseError,
        Words::tr("PostgreSQL's %1 reported an error with the database on %2.").arg(program, m_settings.placeName()),
        Words::tr("It was stopped; a half made file was removed and a half made restore undone."),
        Words::tr("Check that the database can be reached, then try again."), program + u": "_s + output};
    static const QRegularExpression file(u"could not (write|open output|close|fsync|seek)"_s);
    if (output.contains(u"No space left on device")) {
        failure.kind = FailureKind::LocalDisk;
        failure.what = Words::tr("There is not enough room on this computer's disk.");
        failure.remedy = Words::tr("Free space on the disk, or choose another place, then try again.");
    } else if (file.match(output).hasMatch()) {
        failure.kind = FailureKind::LocalDisk;
        failure.what = Words::tr("A file could not be written on this computer's disk.");
        failure.remedy = Words::tr("Have the disk looked at, or choose another place, then try again.");
    } else if (output.contains(u"connection to server")) {
        failure.kind = FailureKind::DatabaseUnreachable;
        failure.what = Words::tr("The database on %1 could not be reached.").arg(m_settings.placeName());
    }
    return failure;
}

} // namespace Sync
