#pragma once

#include "models/settings/connectionform.h"

#include <QFrame>
#include <QList>

class QSpinBox;

namespace Ui {

/// The card about the circuit breaker: beyond which numbers a send waits for a person, however it was approved.
class BreakerSection final : public QFrame
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BreakerSection)

public:
    /// `form` outlives it.
    explicit BreakerSection(Models::ConnectionForm &form, QWidget *parent = nullptr);

private:
    void fill();

    Models::ConnectionForm &m_form;
    QList<QSpinBox *> m_limits; ///< In the order of Sync::breakerSettings.
};

} // namespace Ui
