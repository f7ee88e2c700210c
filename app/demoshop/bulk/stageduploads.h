#pragma once

#include "app/demoshop/http/httpmessage.h"

#include <QHash>
#include <QString>

namespace DemoShop {

/// Files that were uploaded for bulk mutations, and the places prepared for them.
class StagedUploads final
{
    Q_DISABLE_COPY_MOVE(StagedUploads)

public:
    StagedUploads() = default;

    /// Form fields of a prepared place, in the order they must be sent.
    using Parameters = QList<std::pair<QString, QString>>;
    Parameters prepare(const QString &fileName, const QString &mimeType);

    /// Takes the multipart form a client posts: all parameters in order, the file last.
    HttpResponse receive(const HttpRequest &request);

    /// What was uploaded under a key; nothing when nothing was.
    std::optional<QByteArray> content(const QString &key) const;

    static constexpr qsizetype largestFile = 100 * 1024 * 1024;

private:
    QHash<QString, Parameters> m_prepared;
    QHash<QString, QByteArray> m_files;
};

} // namespace DemoShop
