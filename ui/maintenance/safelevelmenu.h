#pragma once

#include "sync/api/engine.h"

#include <QMenu>

class QActionGroup;

namespace Ui {

/// The four safe levels. Raising one is done at once; lowering asks first and lasts 15 minutes.
class SafeLevelMenu final : public QMenu
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SafeLevelMenu)

public:
    explicit SafeLevelMenu(Sync::Engine &engine, QWidget *parent = nullptr);

    void setLevel(Sync::SafeLevel level);

Q_SIGNALS:
    void failed(const Sync::Failure &failure);

private:
    void choose(Sync::SafeLevel level);
    void set(Sync::SafeLevel level);

    Sync::Engine &m_engine;
    QActionGroup *m_group;
    Sync::SafeLevel m_level = Sync::SafeLevel::Careful;
};

} // namespace Ui
