#include <QCoreApplication>
#include <QEvent>
#include <QGenericPlugin>
#include <QMainWindow>

#include <ctime>
#include <unistd.h>

// Loaded into a program by QT_QPA_GENERIC_PLUGINS=firstpaint. When the first main window has been painted and its
// pixels are handed to the platform, writes the monotonic time in nanoseconds to the descriptor BENCHMARK_PAINTED_FD.
class FirstPaint final : public QObject
{
    Q_OBJECT

protected:
    bool eventFilter(QObject *object, QEvent *event) override
    {
        if (event->type() == QEvent::Paint && qobject_cast<QMainWindow *>(object)) {
            QCoreApplication::instance()->removeEventFilter(this);
            // The window system's paint request goes on until all is flushed; what is queued comes after it.
            QMetaObject::invokeMethod(this, &FirstPaint::tell, Qt::QueuedConnection);
        }
        return QObject::eventFilter(object, event);
    }

private:
    void tell()
    {
        timespec now{};
        clock_gettime(CLOCK_MONOTONIC, &now);
        const QByteArray line = QByteArray::number(qint64(now.tv_sec) * 1'000'000'000 + now.tv_nsec) + '\n';
        const int descriptor = qEnvironmentVariableIntValue("BENCHMARK_PAINTED_FD");
        if (write(descriptor, line.constData(), size_t(line.size())) != line.size())
            qFatal("nobody hears that the window is painted");
    }
};

class FirstPaintPlugin final : public QGenericPlugin
{
    Q_OBJECT
    Q_PLUGIN_METADATA(IID QGenericPluginFactoryInterface_iid FILE "firstpaint.json")

public:
    QObject *create(const QString &, const QString &) override
    {
        auto *watch = new FirstPaint;
        QCoreApplication::instance()->installEventFilter(watch);
        return watch;
    }
};

#include "firstpaint.moc"
