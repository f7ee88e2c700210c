#include "ui/products/exporter.h"

#include "models/format/text.h"
#include "ui/style/noticebar.h"

#include <QAction>
#include <QDir>
#include <QFileDialog>

using namespace Qt::StringLiterals;

namespace Ui {

using Models::ExportFormat;

Exporter::Exporter(Sync::Reader &reader, NoticeBar &notice, QWidget *window)
    : QObject(window)
    , m_reader(reader)
    , m_notice(notice)
    , m_window(window)
    , m_stop(new QAction(tr("Stop"), this))
{
    connect(m_stop, &QAction::triggered, this, [this] {
        if (m_work)
            m_work->cancel();
    });
}

void Exporter::ask(ExportFormat format, const Sync::ProductQuery &query, const QList<qint64> &ids)
{
    const bool csv = format == ExportFormat::Csv;
    auto *dialog = new QFileDialog(m_window, tr("Export Products"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilter(csv ? tr("CSV (*.csv)") : tr("JSON Lines (*.jsonl)"));
    dialog->setDefaultSuffix(csv ? u"csv"_s : u"jsonl"_s);
    dialog->selectFile(csv ? u"products.csv"_s : u"products.jsonl"_s);
    connect(dialog, &QFileDialog::fileSelected, this,
        [this, format, query, ids](const QString &path) { exportTo(path, format, query, ids); });
    dialog->open();
}

void Exporter::exportTo(
    const QString &path, ExportFormat format, const Sync::ProductQuery &query, const QList<qint64> &ids)
{
    if (m_work) {
        m_notice.showText(Models::Tone::Attention, tr("Another export is running. Wait for it, or stop it."), {m_stop});
        return;
    }
    m_work = new Models::ProductsExport(m_reader, path, format, this);
    connect(m_work, &Models::ProductsExport::progressed, this, [this](qint64 done, qint64 total) {
        m_notice.showText(Models::Tone::Info,
            tr("Exporting: %1 of %2 products.").arg(Models::count(done), Models::count(total)), {m_stop});
    });
    connect(m_work, &Models::ProductsExport::finished, this,
        [this, path](const Sync::Result<qint64> &written) { finished(path, written); });
    m_notice.showText(Models::Tone::Info, tr("Exporting\u2026"), {m_stop});
    if (ids.isEmpty())
        m_work->startAll(query);
    else
        m_work->startChosen(ids);
}

void Exporter::finished(const QString &path, const Sync::Result<qint64> &written)
{
    m_work->deleteLater();
    m_work = nullptr;
    if (written)
        m_notice.showText(Models::Tone::Good,
            tr("%1 products were written to %2.").arg(Models::count(*written), QDir::toNativeSeparators(path)));
    else if (written.failure().kind == Sync::FailureKind::Stopped)
        m_notice.showText(Models::Tone::Info, tr("The export was stopped; there is no file."));
    else
        m_notice.showFailure(written.failure());
}

} // namespace Ui

#include "moc_exporter.cpp"
