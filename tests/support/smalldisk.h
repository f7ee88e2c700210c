#pragma once

#include <QString>

namespace TestSupport {

/// A disk of a few megabytes in memory, mounted on a folder of its own, for as long as the object lives. Only root may
/// mount, and not in every container: ask isMounted() and skip the test otherwise.
class SmallDisk final
{
    Q_DISABLE_COPY_MOVE(SmallDisk)

public:
    explicit SmallDisk(int megabytes);
    ~SmallDisk();

    bool isMounted() const { return m_isMounted; }
    QString folder() const { return m_folder; }
    /// A new folder on it that belongs to whoever owns another one.
    QString folderFor(const QString &sameOwnerAs) const;

    /// Takes up all the room there is.
    void fill() const;
    /// Gives it back.
    void empty() const;

private:
    QString filler() const { return m_folder + QStringLiteral("/filler"); }

    QString m_folder;
    bool m_isMounted = false;
};

} // namespace TestSupport
