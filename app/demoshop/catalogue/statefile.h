#pragma once

#include "app/demoshop/catalogue/store.h"

#include <QObject>
#include <QString>
#include <QTimer>

namespace DemoShop {

/// Keeps what was edited, created and deleted across restarts, so that a shop people practise with is tomorrow what
/// they left today. Written a moment after the last change and at the end, always as a whole and under its name only
/// when complete; a file that cannot be read counts as none.
class StateFile final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StateFile)

public:
    /// Reads the file into the store, which outlives this.
    StateFile(QString path, Store &store);
    ~StateFile() override;

    /// To be called after every change.
    void noteChange();

private:
    void read();
    void write();

    QString m_path;
    Store &m_store;
    QTimer m_timer;
    quint64 m_writtenRevision;
};

} // namespace DemoShop
