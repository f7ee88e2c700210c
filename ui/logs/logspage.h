#pragma once

#include "models/logs/logmodel.h"
#include "ui/style/pageframe.h"
#include "ui/widgets/page.h"

class QCheckBox;
class QComboBox;
class QLineEdit;
class QPushButton;
class QStackedWidget;
class QTableView;

namespace Ui {

/// The program's own log: level, area and text filters, follow, equal messages gathered, copy and export.
class LogsPage final : public QWidget, public Page
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LogsPage)

public:
    /// `model` must outlive the page.
    explicit LogsPage(Models::LogModel &model, QWidget *parent = nullptr);

    static PageName name() { return {tr("Logs"), QStringLiteral("logs")}; }
    QWidget *widget() override { return this; }
    QList<QAction *> pageActions() const override { return {m_copy, m_export}; }
    /// Understands "level" (0 to 4) and "text".
    void showWith(const QVariantMap &filter) override;
    QWidget *firstFocus() override;

    /// Writes what is shown as JSON lines; tells the page when it cannot.
    void exportTo(const QString &path);

private:
    void build();
    void buildFilters();
    void applyFilter();
    void fillAreas();
    void updateState();
    void copySelection();

    Models::LogModel &m_model;
    PageFrame *m_frame;
    QComboBox *m_level;
    QComboBox *m_area;
    QLineEdit *m_text;
    QCheckBox *m_follow;
    QCheckBox *m_group;
    QTableView *m_table;
    QStackedWidget *m_stack;
    QLabel *m_empty = nullptr;
    QPushButton *m_clear = nullptr;
    QAction *m_copy;
    QAction *m_export;
};

} // namespace Ui
