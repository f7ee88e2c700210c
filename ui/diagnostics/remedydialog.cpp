#include "ui/diagnostics/remedydialog.h"

#include "models/format/text.h"
#include "models/paging/answer.h"
#include "ui/style/dialogs.h"
#include "ui/style/labels.h"

#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Ui {

RemedyDialog::RemedyDialog(Sync::Engine &engine, const Sync::Remedy &remedy, QWidget *parent)
    : QDialog(parent)
    , m_engine(engine)
    , m_remedy(remedy)
    , m_outcome(textLabel({}))
    , m_undo(mutedLabel({}))
    , m_run(button(remedy.label, u"runRemedy"_s, ButtonKind::Primary))
    , m_cancel(button(tr("Cancel"), u"cancelRemedy"_s))
{
    setObjectName(u"remedyDialog"_s);
    setWindowTitle(remedy.label);
    build();
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_run, &QPushButton::clicked, this, &RemedyDialog::run);
}

void RemedyDialog::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 20);
    layout->setSpacing(12);
    layout->addWidget(textLabel(m_remedy.label, TextSize::Section));
    layout->addWidget(textLabel(m_remedy.effect));
    if (m_remedy.rowsAffected >= 0) {
        QLabel *rows
            = textLabel(m_remedy.rowsAffected == 1 ? tr("Changes 1 row.")
                                                   : tr("Changes %1 rows.").arg(Models::count(m_remedy.rowsAffected)));
        rows->setObjectName(u"remedyRows"_s);
        layout->addWidget(rows);
    }
    if (!m_remedy.preview.isEmpty()) {
        // What a remedy does is said in words above; the statements are for whoever reads them.
        QPushButton *statements = button(tr("Show What Will Be Run"), u"showRemedyPreview"_s);
        statements->setCheckable(true);
        layout->addWidget(statements, 0, Qt::AlignLeading);
        auto *preview = new QPlainTextEdit(m_remedy.preview);
        preview->setObjectName(u"remedyPreview"_s);
        preview->setAccessibleName(tr("What will be run"));
        preview->setReadOnly(true);
        preview->setTabChangesFocus(true);
        preview->setFont(fixedFont());
        preview->setMinimumHeight(120);
        preview->hide();
        layout->addWidget(preview, 1);
        connect(statements, &QPushButton::toggled, this, [this, statements, preview](bool isShown) {
            statements->setText(isShown ? tr("Hide What Will Be Run") : tr("Show What Will Be Run"));
            preview->setVisible(isShown);
            fitDialog(*this, 84);
        });
    }
    m_outcome->setObjectName(u"remedyOutcome"_s);
    m_outcome->hide();
    m_undo->setObjectName(u"remedyUndo"_s);
    m_undo->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_undo->hide();
    layout->addWidget(m_outcome);
    layout->addWidget(m_undo);
    m_cancel->setDefault(true);
    m_cancel->setFocus();
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_run);
    layout->addLayout(buttons);
    fitDialog(*this, 84);
}

void RemedyDialog::run()
{
    m_run->setEnabled(false);
    m_run->setText(tr("Running…"));
    m_outcome->hide();
    Models::whenAnswered(m_engine.runRemedy(m_remedy.id), this, [this](const Sync::Result<Sync::RemedyReport> &answer) {
        if (answer) {
            showReport(*answer);
            Q_EMIT mended();
            return;
        }
        m_outcome->setText(answer.failure().text());
        m_outcome->setProperty("role", u"bad"_s);
        m_outcome->show();
        m_run->setText(m_remedy.label);
        m_run->setEnabled(true);
    });
}

void RemedyDialog::showReport(const Sync::RemedyReport &report)
{
    m_outcome->setText(report.summary);
    m_outcome->show();
    m_undo->setText(report.undo.isEmpty() ? QString() : tr("To undo it: %1").arg(report.undo));
    m_undo->setVisible(!report.undo.isEmpty());
    m_run->hide();
    m_cancel->setText(tr("Close"));
    m_cancel->setAccessibleName(m_cancel->text());
    m_cancel->setFocus(); // the button that had it is gone
    fitDialog(*this, 84);
}

} // namespace Ui
