#pragma once

#include "sync/api/engine.h"

#include <QWidget>

class QLabel;

namespace Ui {

/// The strip that says, on every page, that maintenance mode is on, why and until when.
class MaintenanceBanner final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MaintenanceBanner)

public:
    explicit MaintenanceBanner(QWidget *parent = nullptr);

    void setMaintenance(const Sync::MaintenanceState &state);
    QString text() const;

Q_SIGNALS:
    void endRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QLabel *m_text;
};

} // namespace Ui
