#pragma once

#include "sync/api/reader.h"

#include <QObject>
#include <QSaveFile>

namespace Models {

/// What an exported file is written as.
enum class ExportFormat {
    Csv, ///< Guarded against formulas, see models/format/delimited.h.
    JsonLines, ///< Exact.
};

/// Writes the products of a query, or those chosen, to a file, in pieces, without holding them. The file appears
/// complete or not at all. Runs once; emits finished() once, then may be deleted.
class ProductsExport final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ProductsExport)

public:
    /// `reader` must outlive the export.
    ProductsExport(Sync::Reader &reader, QString path, ExportFormat format, QObject *parent = nullptr);

    void startAll(const Sync::ProductQuery &query);
    void startChosen(const QList<qint64> &ids);
    /// Ends with FailureKind::Stopped; no file is left.
    void cancel();

Q_SIGNALS:
    void progressed(qint64 done, qint64 total);
    /// The number of products written, or why there is no file.
    void finished(const Sync::Result<qint64> &written);

private:
    void orderArrived(const Sync::Result<QList<qint64>> &answer);
    bool begin();
    void readNext();
    void rowsArrived(const Sync::Result<QList<Sync::ProductRow>> &answer);
    void end();
    void fail(const Sync::Failure &failure);
    Sync::Failure diskFailure() const;

    Sync::Reader &m_reader;
    QSaveFile m_file;
    ExportFormat m_format;
    QList<qint64> m_ids;
    qsizetype m_next = 0;
    qint64 m_written = 0;
    bool m_over = false;
};

} // namespace Models
