#include "ui/logs/logspage.h"

#include "models/format/text.h"
#include "models/logs/logtext.h"
#include "ui/style/icons.h"
#include "ui/style/labels.h"
#include "ui/widgets/tables.h"
#include "ui/widgets/tableview.h"

#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLineEdit>
#include <QSaveFile>
#include <QScrollBar>
#include <QStackedWidget>
#include <QTableView>

using namespace Qt::StringLiterals;

namespace Ui {

LogsPage::LogsPage(Models::LogModel &model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_frame(new PageFrame(name().title))
    , m_level(new QComboBox)
    , m_area(new QComboBox)
    , m_text(new QLineEdit)
    , m_follow(new QCheckBox(tr("Follow")))
    , m_group(new QCheckBox(tr("Gather Equal Messages")))
    , m_table(makeTable(model, u"logTable"_s, tr("Log messages, oldest first")))
    , m_stack(new QStackedWidget)
    , m_copy(new QAction(icon(u"copy"_s), tr("Copy Messages"), this))
    , m_export(new QAction(icon(u"export"_s), tr("Export Log…"), this))
{
    setObjectName(u"logsPage"_s);
    build();
    connect(m_level, &QComboBox::currentIndexChanged, this, &LogsPage::applyFilter);
    connect(m_area, &QComboBox::currentIndexChanged, this, &LogsPage::applyFilter);
    connect(m_text, &QLineEdit::textChanged, this, &LogsPage::applyFilter);
    connect(m_group, &QCheckBox::toggled, this, [this](bool on) { m_model.setGrouping(on); });
    connect(m_follow, &QCheckBox::toggled, this, [this](bool on) {
        if (on)
            m_table->scrollToBottom();
    });
    // Scrolling up is wanting to read: following would tear the text away.
    connect(m_table->verticalScrollBar(), &QScrollBar::actionTriggered, this, [this] {
        const QScrollBar *bar = m_table->verticalScrollBar();
        m_follow->setChecked(bar->sliderPosition() >= bar->maximum());
    });
    connect(&m_model, &Models::LogModel::areasChanged, this, &LogsPage::fillAreas);
    connect(&m_model, &QAbstractItemModel::rowsInserted, this, &LogsPage::updateState);
    connect(&m_model, &QAbstractItemModel::modelReset, this, &LogsPage::updateState);
    connect(m_copy, &QAction::triggered, this, &LogsPage::copySelection);
    connect(m_export, &QAction::triggered, this, [this] {
        auto *dialog = new QFileDialog(this, tr("Export Log"), u"syncdesk-log.jsonl"_s);
        dialog->setObjectName(u"exportLogDialog"_s);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setAcceptMode(QFileDialog::AcceptSave);
        dialog->selectFile(u"syncdesk-log.jsonl"_s);
        connect(dialog, &QFileDialog::fileSelected, this, &LogsPage::exportTo);
        dialog->open();
    });
    fillAreas();
    updateState();
}

void LogsPage::build()
{
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins({});
    outer->addWidget(m_frame);
    QPushButton *copy = button(tr("Copy"), u"copyLog"_s, ButtonKind::Normal, u"copy"_s);
    QPushButton *save = button(tr("Export…"), u"exportLog"_s, ButtonKind::Normal, u"export"_s);
    connect(copy, &QPushButton::clicked, m_copy, &QAction::trigger);
    connect(save, &QPushButton::clicked, m_export, &QAction::trigger);
    m_frame->addHeaderWidget(copy);
    m_frame->addHeaderWidget(save);
    buildFilters();
    setColumnWidths(*m_table, {13, 11, 16, 70, 6});
    m_table->horizontalHeader()->setStretchLastSection(false);
    m_table->horizontalHeader()->setSectionResizeMode(int(Models::LogModel::Column::Message), QHeaderView::Stretch);
    m_clear = button(tr("Clear Filter"), u"clearLogFilter"_s);
    connect(m_clear, &QPushButton::clicked, this, [this] {
        m_level->setCurrentIndex(0);
        m_area->setCurrentIndex(0);
        m_text->clear();
        m_text->setFocus();
    });
    QWidget *empty = makeEmptyState({}, u"logsEmpty"_s, m_clear);
    m_empty = empty->findChild<QLabel *>(u"sentence"_s);
    m_stack->addWidget(m_table);
    m_stack->addWidget(empty);
    m_frame->body()->addWidget(m_stack, 1);
}

void LogsPage::buildFilters()
{
    m_text->setObjectName(u"logText"_s);
    m_text->setAccessibleName(tr("Text to find in messages"));
    m_text->setPlaceholderText(tr("Find in messages"));
    m_text->setClearButtonEnabled(true);
    m_level->setObjectName(u"logLevel"_s);
    m_level->setAccessibleName(tr("Lowest level shown"));
    m_level->addItem(tr("All Levels"), 0);
    for (int level = 1; level <= 3; ++level)
        m_level->addItem(tr("%1 and Above").arg(Models::logLevelName(level)), level);
    m_area->setObjectName(u"logArea"_s);
    m_area->setAccessibleName(tr("Area shown"));
    m_area->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_follow->setObjectName(u"logFollow"_s);
    m_follow->setAccessibleName(tr("Follow new messages"));
    m_follow->setChecked(true);
    m_group->setObjectName(u"logGroup"_s);
    m_group->setAccessibleName(m_group->text());
    m_group->setChecked(m_model.isGrouping());
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_text, 1);
    row->addWidget(m_level);
    row->addWidget(m_area);
    row->addSpacing(8);
    row->addWidget(m_group);
    row->addWidget(m_follow);
    m_frame->body()->addLayout(row);
}

void LogsPage::showWith(const QVariantMap &filter)
{
    if (filter.contains(u"level"_s))
        m_level->setCurrentIndex(std::max(0, m_level->findData(filter.value(u"level"_s).toInt())));
    if (filter.contains(u"text"_s))
        m_text->setText(filter.value(u"text"_s).toString());
}

QWidget *LogsPage::firstFocus()
{
    return m_text;
}

void LogsPage::applyFilter()
{
    Models::LogFilter filter;
    filter.minimumLevel = m_level->currentData().toInt();
    if (const QString area = m_area->currentData().toString(); !area.isEmpty())
        filter.areas = {area};
    filter.text = m_text->text();
    m_model.setFilter(filter);
}

void LogsPage::fillAreas()
{
    const QSignalBlocker quiet(m_area);
    const QString chosen = m_area->currentData().toString();
    m_area->clear();
    m_area->addItem(tr("All Areas"), QString());
    for (const QString &area : m_model.areas())
        m_area->addItem(area.isEmpty() ? tr("general") : area, area);
    m_area->setCurrentIndex(std::max(0, m_area->findData(chosen)));
}

void LogsPage::updateState()
{
    const bool empty = m_model.rowCount() == 0;
    m_stack->setCurrentIndex(empty ? 1 : 0);
    m_empty->setText(
        m_model.entryCount() == 0 ? tr("Nothing has been logged yet.") : tr("No message matches the filter."));
    m_clear->setVisible(m_model.entryCount() > 0);
    m_frame->setSubtitle(m_model.rowCount() == m_model.entryCount()
            ? tr("%1 messages").arg(Models::count(m_model.entryCount()))
            : tr("%1 rows of %2 messages").arg(Models::count(m_model.rowCount()), Models::count(m_model.entryCount())));
    if (m_follow->isChecked())
        m_table->scrollToBottom();
}

void LogsPage::copySelection()
{
    QStringList lines;
    const QModelIndexList selected = m_table->selectionModel()->selectedRows();
    for (const QModelIndex &index : selected)
        lines += Models::logLine(m_model.row(index.row()).last);
    if (lines.isEmpty())
        for (int row = 0; row < m_model.rowCount(); ++row)
            lines += Models::logLine(m_model.row(row).last);
    QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

void LogsPage::exportTo(const QString &path)
{
    QSaveFile file(path);
    bool written = file.open(QIODevice::WriteOnly);
    for (int row = 0; written && row < m_model.rowCount(); ++row)
        written = file.write(Models::logJsonLine(m_model.row(row).last) + '\n') > 0;
    // commit() of Qt 6.4 does not notice when what is still in the buffer cannot be written.
    if (written && file.flush() && file.commit())
        m_frame->notices().show({u"export"_s, Models::Tone::Info, tr("Saved to %1.").arg(path)});
    else
        m_frame->notices().show({u"export"_s, Models::Tone::Bad,
            tr("The log was not saved. %1 could not be written: %2. Choose another folder.")
                .arg(path, file.errorString())});
}

} // namespace Ui
