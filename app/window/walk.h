#pragma once

#include "sync/api/engine.h"
#include "sync/api/reader.h"

#include <QCoroTask>

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <functional>
#include <stop_token>

namespace Ui {
class MainWindow;
}

namespace App {

/// Walks the main flow in the real window, with real buttons and fields, and saves a picture of every page: pull,
/// review, write to the catalogue, edit, send, history, roll back, diagnose. Meant for a demo shop.
class Walk final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Walk)

public:
    /// All outlive the walk; `folder` is made when it is missing.
    Walk(Ui::MainWindow &window, Sync::Engine &engine, Sync::Reader &reader, QString folder);
    ~Walk() override;

    /// Begins; finished() follows once.
    void start();

Q_SIGNALS:
    /// 0 when the whole flow went through, else 1; what went wrong is on standard error.
    void finished(int exitCode);

private:
    using Condition = std::function<bool()>;

    QCoro::Task<bool> walk();
    QCoro::Task<bool> pull();
    QCoro::Task<bool> reviewAndWrite();
    QCoro::Task<bool> editProducts();
    QCoro::Task<bool> send();
    QCoro::Task<bool> rollBack();
    QCoro::Task<bool> diagnose();
    QCoro::Task<bool> everythingIsBack();

    /// Comes back true once the condition holds, false with a word on standard error when it does not in time.
    QCoro::Task<bool> until(QString what, Condition condition, int withinSeconds = 60);
    /// Lets the window paint and its queries end.
    QCoro::Task<void> settle(int milliseconds = 400);
    QCoro::Task<bool> click(QString button);
    QCoro::Task<bool> batchEnds(QString what);
    /// A picture that cannot be written ends the walk at its next wait.
    void save(const QString &name, QWidget *widget = nullptr);
    QWidget *visible(const QString &objectName) const;
    void say(const QString &text) const;

    Ui::MainWindow &m_window;
    Sync::Engine &m_engine;
    Sync::Reader &m_reader;
    QString m_folder;
    int m_picture = 0;
    bool m_pictureLost = false;
    int m_batchesEnded = 0;
    Sync::BatchReport m_lastReport;
    bool m_sawProgress = false;
    QString m_shopName;
    std::stop_source m_stop;
};

} // namespace App
