#include "app/startup/settingsfile.h"

#include <QFile>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

namespace App {

namespace {

/// What is read is text where a number was written.
bool isSame(const QVariant &written, const QVariant &read)
{
    if (written == read)
        return true;
    const QString text = written.toString();
    return text == read.toString() && (!text.isEmpty() || written.toStringList() == read.toStringList());
}

bool readSettings(QIODevice &device, QSettings::SettingsMap &map)
{
    auto *file = qobject_cast<QFileDevice *>(&device);
    if (!file)
        return false;
    // QSettings reads its text from files alone, and holds this one under its own name.
    const QSettings text(u"/proc/self/fd/%1"_s.arg(file->handle()), QSettings::IniFormat);
    const QStringList keys = text.allKeys();
    for (const QString &key : keys)
        map.insert(key, text.value(key));
    return text.status() == QSettings::NoError;
}

bool writeSettings(QIODevice &device, const QSettings::SettingsMap &map)
{
    const QTemporaryDir folder;
    const QString made = folder.filePath(u"made.ini"_s);
    {
        QSettings text(made, QSettings::IniFormat);
        for (auto each = map.cbegin(); each != map.cend(); ++each)
            text.setValue(each.key(), each.value());
    }
    // Read under another name: what QSettings has once written it does not read again.
    const QString found = folder.filePath(u"found.ini"_s);
    if (!QFile::rename(made, found))
        return false;
    const QSettings read(found, QSettings::IniFormat);
    for (auto each = map.cbegin(); each != map.cend(); ++each)
        if (!read.contains(each.key()) || !isSame(each.value(), read.value(each.key())))
            return false;
    QFile text(found);
    auto *file = qobject_cast<QFileDevice *>(&device);
    if (!file || !text.open(QIODevice::ReadOnly))
        return false;
    const QByteArray bytes = text.readAll();
    return file->write(bytes) == bytes.size() && file->flush();
}

} // namespace

QSettings::Format settingsFormat()
{
    static const QSettings::Format format
        = QSettings::registerFormat(u"conf"_s, readSettings, writeSettings, Qt::CaseSensitive);
    return format;
}

} // namespace App
