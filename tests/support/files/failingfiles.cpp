#include "tests/support/files/failingfiles.h"

#include <QFile>

#include <cerrno>
#include <new>

namespace TestSupport {

using namespace Qt::StringLiterals;

namespace {

void copyPath(char *to, size_t room, const QString &path)
{
    const QByteArray bytes = QFile::encodeName(path);
    if (size_t(bytes.size()) >= room)
        qFatal("The path %s is too long to be watched.", bytes.constData());
    qstrncpy(to, bytes.constData(), room);
}

} // namespace

FailingFiles::FailingFiles()
{
    uchar *memory = m_file.open() && m_file.resize(sizeof(FileCalls)) ? m_file.map(0, sizeof(FileCalls)) : nullptr;
    if (!memory)
        qFatal("No memory can be shared: %s", qUtf8Printable(m_file.errorString()));
    m_calls = new (memory) FileCalls;
}

FailingFiles::~FailingFiles()
{
    m_calls->~FileCalls();
}

void FailingFiles::arm(const QString &path, const QString &part, FileFault fault, int nth)
{
    m_calls->nth = 0;
    copyPath(m_calls->below, sizeof m_calls->below, path);
    copyPath(m_calls->part, sizeof m_calls->part, part);
    m_calls->what[0] = '\0';
    m_calls->seen = 0;
    m_calls->error = fault == FileFault::Broken ? EIO : ENOSPC;
    m_calls->nth = nth;
}

QProcessEnvironment FailingFiles::environment() const
{
    QProcessEnvironment environment;
    environment.insert(u"LD_PRELOAD"_s, QStringLiteral(FILECALLS_LIBRARY));
    environment.insert(u"SYNCDESK_TEST_FILECALLS"_s, m_file.fileName());
    // A program built with the address sanitizer wants to be the first to stand in between.
    environment.insert(u"ASAN_OPTIONS"_s, qEnvironmentVariable("ASAN_OPTIONS") + u":verify_asan_link_order=0"_s);
    return environment;
}

} // namespace TestSupport
