#pragma once

#include "models/products/productsexport.h"

#include <QObject>
#include <QPointer>

class QAction;
class QWidget;

namespace Ui {

class NoticeBar;

/// Asks for a file, runs an export into it and tells about it in a notice. One export at a time.
class Exporter final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Exporter)

public:
    /// `reader` and `notice` must outlive the exporter; `window` is what the file dialog belongs to.
    Exporter(Sync::Reader &reader, NoticeBar &notice, QWidget *window);

    /// Asks where to, then exports the ids, or all that matches when there are none.
    void ask(Models::ExportFormat format, const Sync::ProductQuery &query, const QList<qint64> &ids);
    void exportTo(
        const QString &path, Models::ExportFormat format, const Sync::ProductQuery &query, const QList<qint64> &ids);
    bool isRunning() const { return m_work; }

private:
    void finished(const QString &path, const Sync::Result<qint64> &written);

    Sync::Reader &m_reader;
    NoticeBar &m_notice;
    QWidget *m_window;
    QAction *m_stop;
    QPointer<Models::ProductsExport> m_work;
};

} // namespace Ui
