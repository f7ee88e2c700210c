#pragma once

#include <QDateTime>
#include <QDialog>

class QComboBox;
class QLineEdit;
class QPushButton;

namespace Ui {

/// Asks why and until when no desk may write. A reason is required; the end is at most a day away.
class MaintenanceDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MaintenanceDialog)

public:
    explicit MaintenanceDialog(QWidget *parent = nullptr);

    QString reason() const;
    /// UTC.
    QDateTime until() const;

private:
    QLineEdit *m_reason;
    QComboBox *m_hours;
    QPushButton *m_start;
};

} // namespace Ui
